import * as Y from 'yjs';
import type { AssetHash, NewId, PanelId, ShotId, TakeId, UserId } from '#shared/lib/ids.ts';
import { bytesToHex, hexToBytes } from '#shared/lib/hex.ts';
import { FIRST_ORDER_KEY, isOrderKey, type OrderKey } from '#shared/lib/order-key.ts';
import { DEFAULT_SHOT, type Shot } from '#shared/shots/index.ts';
import { DEFAULT_DURATION_MS, type Panel, type Placement, type Take } from '#shared/storyboard/index.ts';
import { recordsRoot } from './document.ts';

/*
 * Panels and shots are Y.Maps of their own under the id, one entry a field, so that two people who change two fields of
 * one panel both keep their change. Takes are entries `t:<id>` of the panel's map: adding one never rewrites others.
 * A field at its default is not stored, and a take is a tuple: ten thousand boarded panels stay below 4 MB.
 */

const TAKE = 't:';

type Fields<T> = Partial<{ -readonly [K in keyof T]: T[K] }>;
export type PanelPatch = Fields<Pick<Panel, 'anchors' | 'textHash' | 'caption' | 'durationMs' | 'take' | 'order'>>;
export type ShotPatch = Fields<Omit<Shot, 'id'>>;

export function readPanels(doc: Y.Doc): Panel[] {
  const panels: Panel[] = [];
  for (const [id, record] of recordsRoot(doc, 'panels')) panels.push(panelOf(id as PanelId, record));
  return panels;
}

export function readPanel(doc: Y.Doc, id: PanelId): Panel | undefined {
  const record = recordsRoot(doc, 'panels').get(id);
  return record && panelOf(id, record);
}

function panelOf(id: PanelId, record: Y.Map<unknown>): Panel {
  const takes: Take[] = [];
  for (const [key, value] of record) {
    if (key.startsWith(TAKE)) takes.push(unpackTake(key.slice(TAKE.length) as TakeId, value as PackedTake));
  }
  takes.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  return {
    id,
    shot: (record.get('shot') ?? '') as ShotId,
    order: orderOf(record),
    anchors: (record.get('anchors') ?? []) as Panel['anchors'],
    textHash: (record.get('textHash') ?? '') as string,
    caption: (record.get('caption') ?? '') as string,
    durationMs: (record.get('durationMs') ?? DEFAULT_DURATION_MS) as number,
    take: (record.get('take') ?? null) as TakeId | null,
    takes,
  };
}

function orderOf(record: Y.Map<unknown>): OrderKey {
  const order = record.get('order');
  return isOrderKey(order) ? order : FIRST_ORDER_KEY;
}

/** The hash as its 32 bytes; the provider only where its name says more than the source. */
type PackedTake = readonly [Uint8Array, number, number, Take['source'], number, UserId, string?];

function packTake({ asset, width, height, source, provider, at, by }: Take): PackedTake {
  const packed = [hexToBytes(asset), width, height, source, at, by] as const;
  return provider === source ? packed : [...packed, provider];
}

function unpackTake(id: TakeId, packed: PackedTake): Take {
  const [asset, width, height, source, at, by, provider = source] = packed;
  return { id, asset: bytesToHex(asset) as AssetHash, width, height, source, provider, at, by };
}

export function readShots(doc: Y.Doc): ReadonlyMap<ShotId, Shot> {
  const shots = new Map<ShotId, Shot>();
  for (const [id, record] of recordsRoot(doc, 'shots')) shots.set(id as ShotId, shotOf(id as ShotId, record));
  return shots;
}

export function readShot(doc: Y.Doc, id: ShotId): Shot {
  const record = recordsRoot(doc, 'shots').get(id);
  return record ? shotOf(id, record) : { id, ...DEFAULT_SHOT };
}

function shotOf(id: ShotId, record: Y.Map<unknown>): Shot {
  return { ...DEFAULT_SHOT, ...(record.toJSON() as Partial<Shot>), id };
}

export interface NewPanel {
  readonly anchors: Panel['anchors'];
  readonly order: OrderKey;
  readonly caption?: string;
  readonly durationMs?: number;
  readonly shot?: ShotPatch;
}

/** Adds a panel with a camera setup of its own. Call inside the caller's transaction to make it one step of undo. */
export function addPanel(doc: Y.Doc, panel: NewPanel, newId: NewId): PanelId {
  const id = newId<PanelId>();
  const shot = newId<ShotId>();
  doc.transact(() => {
    recordsRoot(doc, 'shots').set(shot, recordOf(panel.shot ?? {}, DEFAULT_SHOT));
    const { order, anchors, caption, durationMs } = panel;
    const fields = { shot, order, anchors: [...anchors], caption, durationMs };
    recordsRoot(doc, 'panels').set(id, recordOf(fields, { caption: '', durationMs: DEFAULT_DURATION_MS }));
  });
  return id;
}

function recordOf(fields: object, defaults: Readonly<Record<string, unknown>>): Y.Map<unknown> {
  const stored = Object.entries(fields).filter(([name, value]) => value !== undefined && value !== defaults[name]);
  return new Y.Map<unknown>(stored);
}

/** Writes the given fields of a panel. A panel that someone deleted meanwhile stays deleted: returns false. */
export function updatePanel(doc: Y.Doc, id: PanelId, patch: PanelPatch): boolean {
  return patchRecord(doc, recordsRoot(doc, 'panels').get(id), patch);
}

export function updateShot(doc: Y.Doc, id: ShotId, patch: ShotPatch): boolean {
  return patchRecord(doc, recordsRoot(doc, 'shots').get(id), patch);
}

function patchRecord(doc: Y.Doc, record: Y.Map<unknown> | undefined, patch: object): boolean {
  if (!record) return false;
  doc.transact(() => {
    for (const [field, value] of Object.entries(patch)) if (value !== undefined) record.set(field, value);
  });
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
    const panels = recordsRoot(doc, 'panels');
    const shots = new Set(ids.map((id) => panels.get(id)?.get('shot')));
    for (const id of ids) panels.delete(id);
    for (const record of panels.values()) shots.delete(record.get('shot'));
    for (const shot of shots) if (typeof shot === 'string') recordsRoot(doc, 'shots').delete(shot);
  });
}

/** Adds a finished picture and shows it. Returns false when the panel is gone; the take then has nowhere to hang. */
export function addTake(doc: Y.Doc, panel: PanelId, take: Take, textHash: string): boolean {
  const record = recordsRoot(doc, 'panels').get(panel);
  if (!record) return false;
  doc.transact(() => {
    record.set(TAKE + take.id, packTake(take));
    record.set('take', take.id);
    record.set('textHash', textHash);
  });
  return true;
}

/** Which panels and setups a transaction touched, as ids: what a reader has to read again. */
export interface BoardChanges {
  readonly panels: ReadonlySet<PanelId>;
  readonly shots: ReadonlySet<ShotId>;
}

/** Calls back after every transaction that touched the boards. Returns the way to stop. */
export function observeBoards(doc: Y.Doc, listener: (changes: BoardChanges) => void): () => void {
  const onPanels = (events: Y.YEvent<Y.AbstractType<unknown>>[]) =>
    listener({ panels: touched<PanelId>(events), shots: new Set() });
  const onShots = (events: Y.YEvent<Y.AbstractType<unknown>>[]) =>
    listener({ panels: new Set(), shots: touched<ShotId>(events) });
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
