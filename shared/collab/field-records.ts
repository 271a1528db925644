import * as Y from 'yjs';
import { sameValue } from '#shared/lib/same-value.ts';
import { checkedValue, type Field } from '#shared/shots/index.ts';

/*
 * Records whose fields a table describes: Y.Maps with one entry a field. A field at its default is not stored.
 */

export type Defaults = Readonly<Record<string, unknown>>;

export function byName(fields: readonly Field[]): ReadonlyMap<string, Field> {
  return new Map(fields.map((field) => [field.name, field]));
}

/** The fields of a table: what is not said, or is no value of its field, is as in `defaults`, which has them all. */
export function saidIn<T extends object>(record: Y.Map<unknown>, fields: ReadonlyMap<string, Field>, defaults: T): T {
  const said = { ...defaults } as Record<string, unknown>;
  record.forEach((value, key) => {
    const field = fields.get(key);
    if (field) said[key] = checkedValue(field, value);
  });
  return said as T;
}

export function textIn(record: Y.Map<unknown>, name: string): string {
  return textOf(record.get(name));
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function recordOf(fields: object, defaults: Defaults): Y.Map<unknown> {
  const stored = Object.entries(fields).filter(
    ([name, value]) => value !== undefined && !isDefault(defaults, name, value),
  );
  return new Y.Map<unknown>(stored);
}

export function patchRecord(record: Y.Map<unknown>, patch: object, defaults: Defaults): void {
  for (const [field, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    if (!isDefault(defaults, field, value)) record.set(field, value);
    else if (record.has(field)) record.delete(field);
  }
}

function isDefault(defaults: Defaults, name: string, value: unknown): boolean {
  return name in defaults && sameValue(defaults[name], value);
}
