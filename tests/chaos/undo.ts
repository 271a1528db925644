import * as Y from 'yjs';
import { appendScript, createUndo, defineRoots, leaveTidying, readScript, scriptRoot } from '#shared/collab/index.ts';
import { idMaker } from '#shared/lib/ids.ts';
import { pick, randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import { HeadlessEditor, randomEdit } from '#tests/builders/headless-editor.ts';
import { watchUndo } from './fuzz/undo-watch.ts';
import { anySeed, readOptions } from './options.ts';

const STEPS = 40;

/** Three people write and undo in the same few lines, over and over. */
export function undo(args: readonly string[]): Promise<boolean> {
  const { sequences, seed } = readOptions(args, { sequences: 10_000, seed: anySeed() });
  console.log(`undo --sequences ${String(sequences)} --seed ${String(seed)}`);
  let undos = 0;
  for (let i = 0; i < sequences; i++) {
    const outcome = undoSequence(seed + i);
    undos += outcome.undos;
    if (outcome.fault === null) continue;
    console.error(`${outcome.fault}; again: npm run chaos -- undo --sequences 1 --seed ${String(seed + i)}`);
    return Promise.resolve(false);
  }
  console.log(`${String(sequences)} sequences, ${String(undos)} undos and redos, nobody lost a letter to another’s`);
  return Promise.resolve(true);
}

export interface UndoOutcome {
  readonly undos: number;
  /** What should not have happened, in words. */
  readonly fault: string | null;
}

export function undoSequence(seed: number): UndoOutcome {
  const rng = seededRng(seed);
  const outcome = { undos: 0, fault: null as string | null };
  const people = threePeople(rng, (taken) => {
    outcome.undos += 1;
    if (taken.length > 0) outcome.fault ??= `an undo took away somebody else’s “${taken.join('”, “')}”`;
  });
  for (let step = 0; step < STEPS && outcome.fault === null; step++) {
    const editor = pick(rng, people);
    const dice = rng.next();
    if (dice < 0.45) randomEdit(editor, rng);
    else if (dice < 0.6) for (let n = randomInt(rng, 4); n >= 0; n--) editor.undo.undo();
    else if (dice < 0.65) editor.undo.redo();
    else exchange(people);
  }
  exchange(people);
  const scripts = people.map(({ doc }) => JSON.stringify(readScript(doc)));
  if (new Set(scripts).size > 1) outcome.fault ??= 'three people see different scripts';
  if (!readsBack(people[0]!.doc)) outcome.fault ??= 'whoever opens it now sees another script';
  const nameless = readScript(people[0]!.doc).find(({ id, text }) => text !== '' && id === ('' as typeof id));
  if (nameless) outcome.fault ??= `“${nameless.text}” has lost its id`;
  return outcome;
}

function readsBack(doc: Y.Doc): boolean {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return scriptRoot(copy).toJSON() === scriptRoot(doc).toJSON();
}

function threePeople(rng: Rng, onUndo: (taken: readonly string[]) => void): HeadlessEditor[] {
  const newId = idMaker((count) => Uint8Array.from({ length: count }, () => randomInt(rng, 256)));
  const seed = new Y.Doc();
  seed.clientID = 9;
  appendScript(
    seed,
    [
      { type: 'scene_heading', text: 'INT. KITCHEN' },
      { type: 'action', text: 'Rain.' },
    ],
    newId,
  );
  return [1, 2, 3].map((client) => {
    const doc = new Y.Doc();
    doc.clientID = client;
    defineRoots(doc);
    leaveTidying(doc);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(seed));
    const manager = createUndo([scriptRoot(doc)], { captureTimeout: 0 });
    watchUndo(manager, onUndo);
    return new HeadlessEditor(doc, manager, newId);
  });
}

function exchange(people: readonly HeadlessEditor[]): void {
  for (const { doc: from } of people) {
    for (const { doc: to } of people) {
      if (from !== to) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)), 'network');
    }
  }
}
