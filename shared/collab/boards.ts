import type * as Y from 'yjs';
import type { ElementId, NewId, PanelId, ShotId } from '#shared/lib/ids.ts';
import type { OrderKey } from '#shared/lib/order-key.ts';
import { DEFAULT_SHOT, type Shot } from '#shared/shots/index.ts';
import type { BlockingParts, Judgement, Panel, PanelText, Placement, Take } from '#shared/storyboard/index.ts';
import {
  anchorsIn,
  newPanelRecord,
  newShotRecord,
  packTake,
  panelOf,
  patchBlocking,
  patchPanel,
  patchShot,
  patchSuggested,
  putJudgement,
  shotIn,
  shotOf,
  takeKey,
  type SuggestedPatch,
} from './board-records.ts';
import { recordIn, recordsIn, recordsRoot } from './document.ts';

type Fields<T> = Partial<{ -readonly [K in keyof T]: T[K] }>;
export type PanelPatch = Fields<PanelText & Pick<Panel, 'anchors' | 'textHash' | 'take' | 'order' | 'shot' | 'drawn'>>;
export type ShotPatch = Fields<Omit<Shot, 'id'>>;

export function readPanels(doc: Y.Doc): Panel[] {
  const panels: Panel[] = [];
  for (const [id, record] of recordsIn(doc, 'panels')) panels.push(panelOf(id as PanelId, record));
  return panels;
}

/** Those that hang on any of these lines. To read all, with all their takes, takes longer than whoever types may be held up. */
export function readPanelsOn(doc: Y.Doc, lines: ReadonlySet<ElementId>): Panel[] {
  const panels: Panel[] = [];
  for (const [id, record] of recordsIn(doc, 'panels')) {
    if (anchorsIn(record).some((anchor) => lines.has(anchor))) panels.push(panelOf(id as PanelId, record));
  }
  return panels;
}

export function readPanel(doc: Y.Doc, id: PanelId): Panel | undefined {
  const record = recordIn(doc, 'panels', id);
  return record && panelOf(id, record);
}

export function readShots(doc: Y.Doc): ReadonlyMap<ShotId, Shot> {
  const shots = new Map<ShotId, Shot>();
  for (const [id, record] of recordsIn(doc, 'shots')) shots.set(id as ShotId, shotOf(id as ShotId, record));
  return shots;
}

export function readShot(doc: Y.Doc, id: ShotId): Shot {
  const record = recordIn(doc, 'shots', id);
  return record ? shotOf(id, record) : { id, ...DEFAULT_SHOT };
}

export interface NewPanel extends Fields<PanelText> {
  readonly anchors: Panel['anchors'];
  readonly order: OrderKey;
  /** What is said of its own camera setup; or the setup it is one more frame of. */
  readonly shot?: ShotPatch | ShotId;
}

/** Adds a panel, by itself or to a setup. Call inside the caller's transaction to make it one step of undo. */
export function addPanel(doc: Y.Doc, { shot: setup = {}, ...panel }: NewPanel, newId: NewId): PanelId {
  const id = newId<PanelId>();
  const shot = typeof setup === 'string' ? setup : undefined;
  doc.transact(() => {
    if (typeof setup !== 'string') recordsRoot(doc, 'shots').set(id, newShotRecord(setup));
    recordsRoot(doc, 'panels').set(id, newPanelRecord({ shot, ...panel, anchors: [...panel.anchors] }));
  });
  return id;
}

/** Writes the given fields of a panel. A panel that someone deleted meanwhile stays deleted: returns false. */
export function updatePanel(doc: Y.Doc, id: PanelId, patch: PanelPatch): boolean {
  return update(doc, recordIn(doc, 'panels', id), (record) => patchPanel(record, patch));
}

/** Says what was put by hand in a panel, and nothing else of it: no parts, nothing was. */
export function writeBlocking(doc: Y.Doc, id: PanelId, parts: BlockingParts): boolean {
  return update(doc, recordIn(doc, 'panels', id), (record) => patchBlocking(record, parts));
}

/** Says from which suggestions of a model's somebody took parts of a panel; null: it is a person's again. */
export function markSuggested(doc: Y.Doc, id: PanelId, suggested: SuggestedPatch): boolean {
  return update(doc, recordIn(doc, 'panels', id), (record) => patchSuggested(record, suggested));
}

export function updateShot(doc: Y.Doc, id: ShotId, patch: ShotPatch): boolean {
  return update(doc, recordIn(doc, 'shots', id), (record) => patchShot(record, patch));
}

function update(doc: Y.Doc, record: Y.Map<unknown> | undefined, write: (record: Y.Map<unknown>) => void): boolean {
  if (!record) return false;
  doc.transact(() => write(record));
  return true;
}

/** Gives panels their places. Those that someone deleted meanwhile stay deleted. */
export function placePanels(doc: Y.Doc, placements: readonly Placement[]): void {
  doc.transact(() => {
    for (const { id, order } of placements) updatePanel(doc, id, { order });
  });
}

/** Removes panels, and shots that no panel is left of. */
export function deletePanels(doc: Y.Doc, ids: readonly PanelId[]): void {
  doc.transact(() => {
    const shots = shotsOf(doc, ids);
    for (const id of ids) recordsRoot(doc, 'panels').delete(id);
    deleteUnused(doc, shots);
  });
}

/** Makes panels frames of one setup; setups that no panel is left of go. */
export function joinShot(doc: Y.Doc, ids: readonly PanelId[], shot: ShotId): void {
  doc.transact(() => {
    const before = shotsOf(doc, ids);
    for (const id of ids) updatePanel(doc, id, { shot });
    deleteUnused(doc, before);
  });
}

/** Gives panels one new setup of their own, which says what their first one's said. */
export function splitShot(doc: Y.Doc, ids: readonly PanelId[], newId: NewId): void {
  const first = ids.map((id) => readPanel(doc, id)).find((panel) => panel !== undefined);
  if (!first) return;
  const shot = newId<ShotId>();
  doc.transact(() => {
    // With all that a newer version may have written in it.
    const model = recordIn(doc, 'shots', first.shot);
    recordsRoot(doc, 'shots').set(shot, model?.clone() ?? newShotRecord({}));
    joinShot(doc, ids, shot);
  });
}

function shotsOf(doc: Y.Doc, ids: readonly PanelId[]): ShotId[] {
  return ids.flatMap((id) => {
    const record = recordIn(doc, 'panels', id);
    return record ? [shotIn(id, record)] : [];
  });
}

function deleteUnused(doc: Y.Doc, shots: readonly ShotId[]): void {
  const unused = new Set(shots);
  for (const [id, record] of recordsIn(doc, 'panels')) unused.delete(shotIn(id, record));
  for (const shot of unused) recordsRoot(doc, 'shots').delete(shot);
}

/** Adds a finished picture and shows it. Returns false when the panel is gone; the take then has nowhere to hang. */
export function addTake(doc: Y.Doc, panel: PanelId, take: Take, textHash: string): boolean {
  const record = recordIn(doc, 'panels', panel);
  if (!record) return false;
  doc.transact(() => {
    record.set(takeKey(take.id), packTake(take));
    patchPanel(record, { take: take.id, textHash });
  });
  return true;
}

/** Puts down one person's word on a take, in place of their word of before. */
export function judgeTake(doc: Y.Doc, panel: PanelId, judgement: Judgement): boolean {
  return update(doc, recordIn(doc, 'panels', panel), (record) => putJudgement(record, judgement));
}

/** Which panels and setups a transaction touched, as ids: what a reader has to read again. */
export interface BoardChanges {
  readonly panels: ReadonlySet<PanelId>;
  readonly shots: ReadonlySet<ShotId>;
  /** Made here, not come from elsewhere. */
  readonly local: boolean;
}

/** Calls back after every transaction that touched the boards. Returns the way to stop. */
export function observeBoards(doc: Y.Doc, listener: (changes: BoardChanges) => void): () => void {
  const onPanels = (events: Y.YEvent<Y.AbstractType<unknown>>[], { local }: Y.Transaction) =>
    listener({ panels: touched<PanelId>(events), shots: new Set(), local });
  const onShots = (events: Y.YEvent<Y.AbstractType<unknown>>[], { local }: Y.Transaction) =>
    listener({ panels: new Set(), shots: touched<ShotId>(events), local });
  recordsRoot(doc, 'panels').observeDeep(onPanels);
  recordsRoot(doc, 'shots').observeDeep(onShots);
  return () => {
    recordsRoot(doc, 'panels').unobserveDeep(onPanels);
    recordsRoot(doc, 'shots').unobserveDeep(onShots);
  };
}

// An event of a record has the record's id as its path; an event of the root names the ids that came and went.
function touched<T extends string>(events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): Set<T> {
  const ids = new Set<T>();
  for (const event of events) {
    const [id] = event.path;
    if (typeof id === 'string') ids.add(id as T);
    else for (const key of event.keys.keys()) ids.add(key as T);
  }
  return ids;
}
