import * as Y from 'yjs';
import { bytesToHex, hexToBytes } from '#shared/lib/hex.ts';

/** What JSON can say. */
export type Plain = null | boolean | number | string | readonly Plain[] | PlainFields;
export interface PlainFields {
  readonly [name: string]: Plain;
}

/** Nothing of ours is half as deep; what is deeper was made to fill somebody's stack. */
const DEEPEST = 24;

/*
 * JSON has no bytes and no shared types. What has none of its own is an object with one key that begins with `$`, and
 * an object of somebody's that looks like that is one below `$json`.
 */

/** A value of a shared document as JSON; undefined for what can't be said: it reads as though it were not there. */
export function toPlain(value: unknown, depth = 0): Plain | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (depth > DEEPEST || typeof value !== 'object') return undefined;
  if (value instanceof Uint8Array) return { $bytes: bytesToHex(value) };
  if (value instanceof Y.Map) return { $map: fieldsOf(value, depth) };
  if (value instanceof Y.Array) return { $list: listOf(value.toArray(), depth) };
  if (value instanceof Y.Text) return { $text: listOf(value.toDelta() as unknown[], depth) };
  if (value instanceof Y.AbstractType) return undefined;
  if (Array.isArray(value)) return listOf(value, depth);
  const fields = fieldsOf(Object.entries(value), depth);
  return markOf(fields) === null ? fields : { $json: fields };
}

function listOf(values: readonly unknown[], depth: number): Plain[] {
  return values.map((value) => toPlain(value, depth + 1) ?? null);
}

function fieldsOf(entries: Iterable<[name: string, value: unknown]>, depth: number): PlainFields {
  const said: [string, Plain][] = [];
  for (const [name, value] of entries) {
    const plain = toPlain(value, depth + 1);
    if (plain !== undefined) said.push([name, plain]);
  }
  return Object.fromEntries(said);
}

function markOf(fields: PlainFields): string | null {
  const [name, ...others] = Object.keys(fields);
  return name !== undefined && others.length === 0 && name.startsWith('$') ? name : null;
}

/** The value that `toPlain` said. Throws RangeError, in a sentence, for what it never says. */
export function fromPlain(plain: Plain, depth = 0): unknown {
  if (depth > 2 * DEEPEST) throw new RangeError('A value is nested far too deep.');
  if (plain === null || typeof plain !== 'object') return plain;
  if (isList(plain)) return plain.map((part) => fromPlain(part, depth + 1));
  const mark = markOf(plain);
  return mark === null ? inside(plain, depth) : fromMark(mark, plain[mark] ?? null, depth);
}

function fromMark(mark: string, held: Plain, depth: number): unknown {
  if (mark === '$bytes' && typeof held === 'string' && /^(?:[0-9a-f]{2})*$/.test(held)) return hexToBytes(held);
  if (mark === '$list' && isList(held)) {
    const list = new Y.Array<unknown>();
    list.push(held.map((part) => fromPlain(part, depth + 1)));
    return list;
  }
  if (mark === '$text' && isList(held)) return textOf(held, depth);
  if (mark === '$map' && isFields(held)) return new Y.Map(Object.entries(inside(held, depth)));
  if (mark === '$json' && isFields(held)) return inside(held, depth);
  throw new RangeError(`“${mark.slice(0, 20)}” does not say what it should.`);
}

function textOf(delta: readonly Plain[], depth: number): Y.Text {
  const runs = delta.map((run) => fromPlain(run, depth + 1));
  if (!runs.every(isRun)) throw new RangeError('A text is not made of runs.');
  const text = new Y.Text();
  text.applyDelta(runs);
  return text;
}

function isRun(run: unknown): run is { insert: string } {
  return typeof run === 'object' && run !== null && 'insert' in run && typeof run.insert === 'string';
}

function inside(fields: PlainFields, depth: number): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, fromPlain(value, depth + 1)]));
}

function isList(plain: Plain): plain is readonly Plain[] {
  return Array.isArray(plain);
}

function isFields(plain: Plain): plain is PlainFields {
  return plain !== null && typeof plain === 'object' && !isList(plain);
}
