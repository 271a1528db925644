import * as Y from 'yjs';
import { SHOT_FIELDS } from '#shared/shots/index.ts';
import { PANEL_FIELDS, type Take } from '#shared/storyboard/index.ts';
import { TAKE, WORDS, packTake, shotIn, takesIn } from './board-records.ts';
import { fromPlain, toPlain, type PlainFields } from './plain-values.ts';

/** A record with every field that it has, known or not; one that is at its default is not said. */
export type PlainRecord = PlainFields & { readonly id: string };

/** A panel, its takes from the first on, and the words that its picture was chosen for under their hash. */
export type PlainPanel = PlainRecord & {
  readonly takes?: readonly PlainTake[];
  readonly words?: Readonly<Record<string, string>>;
};
export type PlainTake = { readonly [Name in keyof Take]: Take[Name] extends string ? string : Take[Name] };

/** As people look for them; what a newer version has is behind, in the order of its names. */
const ORDER = [
  ...['shot', 'order', 'anchors'],
  ...[...SHOT_FIELDS, ...PANEL_FIELDS].map(({ name }) => name as string),
  ...['textHash', 'take'],
];
const OWN = ['id', 'takes', 'words'];

export function plainRecord(id: string, record: Y.Map<unknown>): PlainRecord {
  return { id, ...plainFields(record, (name) => !OWN.includes(name)) };
}

export function plainPanel(id: string, record: Y.Map<unknown>): PlainPanel {
  const takes = takesIn(record).map((take) => ({ ...take }));
  const words = [...record].flatMap(([name, value]) =>
    name.startsWith(WORDS) && typeof value === 'string' ? [[name.slice(WORDS.length), value] as const] : [],
  );
  return {
    id,
    shot: shotIn(id, record),
    ...plainFields(record, (name) => !OWN.includes(name) && !name.startsWith(TAKE) && !name.startsWith(WORDS)),
    ...(takes.length > 0 && { takes }),
    ...(words.length > 0 && { words: Object.fromEntries(words.sort(byName)) }),
  };
}

/** The entries that are wanted, in an order that does not depend on who wrote them when. */
export function plainFields(map: Y.Map<unknown>, wanted: (name: string) => boolean): PlainFields {
  const said = [...map].flatMap(([name, value]) => {
    const plain = wanted(name) ? toPlain(value) : undefined;
    return plain === undefined ? [] : [[name, plain] as const];
  });
  return Object.fromEntries(said.sort(byName));
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return placeOf(a) - placeOf(b) || (a < b ? -1 : 1);
}

function placeOf(name: string): number {
  const place = ORDER.indexOf(name);
  return place === -1 ? ORDER.length : place;
}

/** Throws RangeError for what `plainRecord` never says. */
export function recordFrom({ id: _id, ...fields }: PlainRecord): Y.Map<unknown> {
  return new Y.Map(entriesFrom(fields));
}

export function panelFrom({ id, takes = [], words = {}, ...fields }: PlainPanel): Y.Map<unknown> {
  return new Y.Map([
    ...entriesFrom(fields).filter(([name, value]) => name !== 'shot' || value !== id),
    ...Object.entries(words).map(([hash, said]) => [WORDS + hash, said] as const),
    ...takes.map((take) => [TAKE + take.id, packTake(take as Take)] as const),
  ] as [string, unknown][]);
}

function entriesFrom(fields: PlainFields): [string, unknown][] {
  return Object.entries(fields).map(([name, value]) => [name, fromPlain(value)]);
}
