import type * as Y from 'yjs';
import { textHash } from '#shared/lib/hash.ts';
import { bytesToHex, hexToBytes } from '#shared/lib/hex.ts';
import type { AssetHash, PanelId, ShotId, SuggestionId, TakeId, UserId } from '#shared/lib/ids.ts';
import { FIRST_ORDER_KEY, isOrderKey } from '#shared/lib/order-key.ts';
import { sameValue } from '#shared/lib/same-value.ts';
import { DEFAULT_SHOT, SHOT_FIELDS, checkedValue, type Shot } from '#shared/shots/index.ts';
import {
  DEFAULT_PANEL,
  PANEL_FIELDS,
  SUGGESTED_PARTS,
  TAKE_FAULTS,
  TAKE_SOURCES,
  TAKE_VERDICTS,
  type BlockingParts,
  type Judgement,
  type Panel,
  type Suggested,
  type SuggestedPart,
  type Take,
} from '#shared/storyboard/index.ts';
import { byName, patchRecord, recordOf, saidIn, textIn, textOf, type Defaults } from './field-records.ts';

/*
 * Panels and shots are Y.Maps of their own under the id, one entry a field, so that two people who change two fields of
 * one panel both keep their change. Takes are entries `t:<id>` of the panel's map: adding one never rewrites others.
 * A field at its default is not stored, a panel's own setup has the panel's id, which is not said either, and a take is a
 * tuple: ten thousand boarded panels stay below 4 MB.
 *
 * What a document holds is checked as it is read, for a broken or newer client may have written anything: what is not a
 * value of its field reads as the default. Entries of other names belong to a newer version and are never touched.
 */

export const TAKE = 't:';
/** Parts of a blocking: two people who move two figures of one panel both keep their change. */
const BLOCKING = 'b:';
/** From which suggestion a part of the panel was taken. */
const SUGGESTED = 's:';
/** Words that a picture was chosen for, under their hash: whatever is undone, the words of the hash that then stands are there. */
export const WORDS = 'w:';

/** `r:<take>/<user>`: each has a word of their own on a take, so that two who judge it at once are both heard. */
const JUDGED = 'r:';

const SHOT_FIELD = byName(SHOT_FIELDS);
const PANEL_FIELD = byName(PANEL_FIELDS);
const PANEL_DEFAULTS: Defaults = { ...DEFAULT_PANEL, anchors: [], textHash: '', take: null, drawn: 0 };
const SHOT_DEFAULTS: Defaults = { ...DEFAULT_SHOT };

type Open<T> = { -readonly [K in keyof T]: T[K] };
/** A panel that is being read. */
type Draft = Open<Omit<Panel, 'takes' | 'judged'>> & { takes: Take[]; judged?: Judgement[] };

const NO_ANCHORS: Panel['anchors'] = [];
/** To copy one that has every field is a hundred times faster than to add fields to a copy: there are ten thousand. */
const BLANK_PANEL: Draft = {
  ...DEFAULT_PANEL,
  ...{ id: '' as PanelId, shot: '' as ShotId, order: FIRST_ORDER_KEY, anchors: NO_ANCHORS },
  ...{ textHash: '', words: '', take: null, takes: [], drawn: 0 },
};
const BLANK_SHOT: Shot = { ...DEFAULT_SHOT, id: '' as ShotId };

export function panelOf(id: PanelId, record: Y.Map<unknown>): Panel {
  const panel: Draft = { ...BLANK_PANEL, takes: [] };
  panel.id = id;
  panel.shot = id as string as ShotId;
  record.forEach((value, key) => readEntry(panel, key, value));
  if (panel.textHash !== '') panel.words = textIn(record, WORDS + panel.textHash);
  if (panel.takes.length > 1) panel.takes.sort(byTime);
  panel.judged?.sort((a, b) => a.at - b.at || (a.by < b.by ? -1 : 1));
  return panel;
}

function readEntry(panel: Draft, key: string, value: unknown): void {
  const field = PANEL_FIELD.get(key);
  if (field) (panel as unknown as Record<string, unknown>)[key] = checkedValue(field, value);
  else if (key.charAt(1) === ':') readPart(panel, key, value);
  else OWN_ENTRIES.get(key)?.(panel, value);
}

/** What a panel has beside the fields that people fill in. */
const OWN_ENTRIES = new Map<string, (panel: Draft, value: unknown) => void>([
  ['shot', (panel, value) => void (panel.shot = (textOf(value) || panel.id) as ShotId)],
  ['order', (panel, value) => void (panel.order = isOrderKey(value) ? value : FIRST_ORDER_KEY)],
  ['anchors', (panel, value) => void (panel.anchors = isIds(value) ? value : NO_ANCHORS)],
  ['textHash', (panel, value) => void (panel.textHash = textOf(value))],
  ['take', (panel, value) => void (panel.take = (textOf(value) || null) as TakeId | null)],
  ['drawn', (panel, value) => void (panel.drawn = timeOf(value))],
]);

/** One of several, which stand as entries of their own. */
function readPart(panel: Draft, key: string, value: unknown): void {
  const name = key.slice(TAKE.length);
  if (key.startsWith(TAKE)) {
    if (isPackedTake(value)) panel.takes.push(unpackTake(name as TakeId, value));
  } else if (key.startsWith(BLOCKING)) panel.blocking = { ...panel.blocking, [name]: value };
  else if (key.startsWith(JUDGED)) {
    const judgement = judgementIn(name, value);
    if (judgement) (panel.judged ??= []).push(judgement);
  } else if (key.startsWith(SUGGESTED) && isSuggestedPart(name) && textOf(value) !== '')
    panel.suggested = { ...panel.suggested, [name]: value as Suggested[typeof name] };
}

function isSuggestedPart(name: string): name is SuggestedPart {
  return (SUGGESTED_PARTS as readonly string[]).includes(name);
}

function byTime(a: Take, b: Take): number {
  return a.at - b.at || (a.id < b.id ? -1 : 1);
}

export type SuggestedPatch = { readonly [part in keyof Suggested]: SuggestionId | null };

export function patchSuggested(record: Y.Map<unknown>, suggested: SuggestedPatch): void {
  for (const [part, suggestion] of Object.entries(suggested)) {
    if (suggestion === null) record.delete(SUGGESTED + part);
    else record.set(SUGGESTED + part, suggestion);
  }
}

/** The setup of a panel: its own, where it says nothing else. */
export function shotIn(panel: string, record: Y.Map<unknown>): ShotId {
  return (textIn(record, 'shot') || panel) as ShotId;
}

/** From the first to the newest. */
export function takesIn(record: Y.Map<unknown>): Take[] {
  const takes: Take[] = [];
  for (const [key, value] of record) {
    if (key.startsWith(TAKE) && isPackedTake(value)) takes.push(unpackTake(key.slice(TAKE.length) as TakeId, value));
  }
  return takes.sort(byTime);
}

/** Makes these the record's parts. Those that say the same are left alone, so that what others move stays moved. */
export function patchBlocking(record: Y.Map<unknown>, parts: BlockingParts): void {
  for (const key of [...record.keys()])
    if (key.startsWith(BLOCKING) && !(key.slice(BLOCKING.length) in parts)) record.delete(key);
  for (const [name, value] of Object.entries(parts))
    if (!sameValue(record.get(BLOCKING + name), value)) record.set(BLOCKING + name, value);
}

function timeOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}

/** The ids of a panel's lines. */
export function anchorsIn(record: Y.Map<unknown>): Panel['anchors'] {
  const value = record.get('anchors');
  return isIds(value) ? value : NO_ANCHORS;
}

function isIds(value: unknown): value is Panel['anchors'] {
  return Array.isArray(value) && value.every((id) => typeof id === 'string');
}

/** The hash as its 32 bytes; the provider only where its name says more than the source. */
type PackedTake = readonly [Uint8Array, number, number, Take['source'], number, UserId, string?];

export function packTake({ asset, width, height, source, provider, at, by }: Take): PackedTake {
  const packed = [hexToBytes(asset), width, height, source, at, by] as const;
  return provider === source ? packed : [...packed, provider];
}

function isPackedTake(value: unknown): value is PackedTake {
  if (!Array.isArray(value)) return false;
  const [asset, width, height, source, at, by, provider] = value as readonly unknown[];
  return (
    asset instanceof Uint8Array &&
    isAmount(width) &&
    isAmount(height) &&
    isAmount(at) &&
    (TAKE_SOURCES as readonly unknown[]).includes(source) &&
    typeof by === 'string' &&
    (provider === undefined || typeof provider === 'string')
  );
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && value >= 0;
}

function unpackTake(id: TakeId, packed: PackedTake): Take {
  const [asset, width, height, source, at, by, provider = source] = packed;
  return { id, asset: bytesToHex(asset) as AssetHash, width, height, source, provider, at, by };
}

interface PackedJudgement {
  readonly at?: unknown;
  readonly verdict?: unknown;
  readonly faults?: unknown;
  readonly note?: unknown;
}

function judgementIn(name: string, value: unknown): Judgement | null {
  const [take, by] = name.split('/');
  if (!take || !by || typeof value !== 'object' || value === null) return null;
  const { at, verdict, faults, note } = value as PackedJudgement;
  return {
    ...{ take: take as TakeId, by: by as UserId, at: typeof at === 'number' ? at : 0 },
    verdict: TAKE_VERDICTS.find((known) => known === verdict) ?? null,
    faults: TAKE_FAULTS.filter((known) => Array.isArray(faults) && faults.includes(known)),
    note: textOf(note),
  };
}

/** Faults and whatever else a newer version has written there stay. Who says nothing any more has no entry. */
export function putJudgement(record: Y.Map<unknown>, { take, by, ...said }: Judgement): void {
  const key = `${JUDGED}${take}/${by}`;
  const found = record.get(key);
  const before: PackedJudgement = typeof found === 'object' && found !== null ? found : {};
  const newer = Array.isArray(before.faults)
    ? (before.faults as readonly unknown[]).filter((fault) => !(TAKE_FAULTS as readonly unknown[]).includes(fault))
    : [];
  const faults = [...said.faults, ...newer];
  if (said.verdict === null && faults.length === 0 && said.note === '') record.delete(key);
  else record.set(key, { ...before, ...said, faults });
}

export function takeKey(id: TakeId): string {
  return TAKE + id;
}

export function shotOf(id: ShotId, record: Y.Map<unknown>): Shot {
  const shot: Open<Shot> = saidIn(record, SHOT_FIELD, BLANK_SHOT);
  shot.id = id;
  return shot;
}

export function newShotRecord(fields: object): Y.Map<unknown> {
  return recordOf(fields, SHOT_DEFAULTS);
}

export function newPanelRecord(fields: object): Y.Map<unknown> {
  return recordOf(fields, PANEL_DEFAULTS);
}

/** A picture that is chosen for other words needs those of before no longer. */
export function patchPanel(record: Y.Map<unknown>, patch: object): void {
  patchRecord(record, patch, PANEL_DEFAULTS);
  if (!('textHash' in patch)) return;
  for (const key of [...record.keys()]) if (key.startsWith(WORDS)) record.delete(key);
}

/** `words`: those of the panel's hash, which the script is about to stop saying. */
export function keepWordsIn(record: Y.Map<unknown>, words: string): void {
  record.set(WORDS + textHash(words), words);
}

export function patchShot(record: Y.Map<unknown>, patch: object): void {
  patchRecord(record, patch, SHOT_DEFAULTS);
}
