import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import { defineRoots, readProjectState, readScript, readSettings } from '#shared/collab/index.ts';
import { byOrder } from '#shared/storyboard/index.ts';
import type { DocumentStore } from '#db/index.ts';
import { hasPending, loadDocument } from '#server/sync/document.ts';
import { freshLines, linesOf } from '#tests/builders/headless-editor.ts';
import { DOCUMENT, durable, userId, type World } from '#tests/sync/network.ts';
import { storyboardOf } from './acts.ts';
import type { Ledger } from './ledger.ts';
import type { Window } from './window.ts';

/** What a document says, as one word: two replicas with equal state vectors may still say different things. */
export function contentHash(doc: Y.Doc): string {
  defineRoots(doc);
  const content = {
    project: readProjectState(doc),
    settings: readSettings(doc),
    script: doc.getXmlFragment('script').toJSON(),
    maps: ['title', 'settings', 'shots', 'panels', 'cast', 'locations'].map((root) =>
      sorted(doc.getMap(root).toJSON()),
    ),
  };
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
}

// Entries of a Y.Map come in the order in which they arrived.
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Uint8Array) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, inner]) => [key, sorted(inner)]);
}

export interface Replicas {
  readonly store: DocumentStore;
  readonly windows: readonly Window[];
  readonly servers: readonly World[];
  readonly ledger: Ledger;
}

/**
 * Every replica, the server's memory, what is loaded from the database and the bare log say the same; what they say is a
 * proper project; and every promise is kept. Throws what does not hold, returns the content's hash.
 */
export async function replicasAgree({ store, windows, servers, ledger }: Replicas): Promise<string> {
  const loaded = (await loadDocument(store, DOCUMENT))!;
  const log = await store.log(DOCUMENT, 1, 0, 1_000_000);
  const replayed = new Y.Doc();
  defineRoots(replayed);
  replayed.transact(() => {
    for (const { bytes } of log) Y.applyUpdate(replayed, bytes);
  });
  const copies: [string, Y.Doc][] = [
    ['the loaded document', loaded.doc],
    ['the log', replayed],
    ...(await Promise.all(
      servers.map(async (server, i): Promise<[string, Y.Doc]> => [
        `what server ${String(i)} reads`,
        await durable(server),
      ]),
    )),
    ...windows.map(({ name, doc }, i): [string, Y.Doc] => [`${name}’s window ${String(i)}`, doc]),
  ];
  const expected = contentHash(loaded.doc);
  for (const [name, doc] of copies) {
    demand(contentHash(doc) === expected, `${name} says something else`);
    demand(!hasPending(doc), `${name} waits for something`);
    demand(Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(loaded.doc)), `${name} has another history`);
  }
  log.forEach(({ seq }, i) => demand(seq === i + 1, `row ${String(i + 1)} has seq ${String(seq)}`));
  for (const [client, owner] of loaded.loaded.clients) {
    const window = windows.find(({ doc }) => doc.clientID === client);
    demand(!window || userId(window.name) === owner, `client ${String(client)} is another’s`);
  }
  for (const { name, editor } of windows) {
    const [shown, fresh] = [linesOf(editor.state.doc), freshLines(editor.doc)].map((lines) => JSON.stringify(lines));
    demand(shown === fresh, `${name}’s editor shows something else than the document`);
  }
  properProject(loaded.doc);
  demand(
    ledger.missingFrom(loaded.doc).length === 0,
    `called saved and lost: ${ledger.missingFrom(loaded.doc).join('; ')}`,
  );
  return expected;
}

function properProject(doc: Y.Doc): void {
  const script = readScript(doc);
  // An empty line may lack one until somebody types in it. Two of one id come of two people who undo one deletion, or
  // move one line, at once: Yjs can't move a node. The next edit of either gives it an id of its own.
  demand(
    script.every(({ id, text }) => id !== ('' as typeof id) || text === ''),
    'an element with words has no id',
  );
  const { boards, orphans } = storyboardOf(doc);
  const lists = [...boards.map(({ panels }) => panels), orphans];
  const panels = lists.flat();
  demand(panels.length === doc.getMap('panels').size, 'a panel is in no board, or in two');
  demand(new Set(panels.map(({ id }) => id)).size === panels.length, 'a panel is in two boards');
  // Equal keys are told apart by id, so that every list has one order.
  for (const list of lists) {
    list.slice(1).forEach((panel, i) => demand(byOrder(list[i]!, panel) < 0, 'two panels have one place'));
  }
  const known = new Set(script.map(({ id }) => id));
  for (const { anchors } of boards.flatMap((board) => board.panels)) {
    demand(
      anchors.some((id) => known.has(id)),
      'a panel hangs in a board on nothing',
    );
  }
  for (const panel of panels) {
    demand(panel.take === null || panel.takes.some(({ id }) => id === panel.take), 'a panel shows a take it lacks');
  }
}

function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
