/*
 * What others wrote, read without believing it: a field of another kind, or beyond its bounds, is as if it were not there.
 */

const MOST_LETTERS = 60;

export type Fields = Readonly<Record<string, unknown>>;
export type Check<T> = (value: unknown) => T | undefined;

export const between =
  (least: number, most: number): Check<number> =>
  (value) =>
    typeof value === 'number' && value >= least && value <= most ? value : undefined;
export const flag: Check<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);
export const words: Check<string> = (value) =>
  typeof value === 'string' && value.length <= MOST_LETTERS && !/\p{Cc}/u.test(value) ? value : undefined;
/** Inches; a column may hang over the paper's left edge. */
export const indent = between(-4, 24);

export type Checks<T> = { readonly [K in keyof T]-?: Check<NonNullable<T[K]>> };

/** The fields that pass their checks. */
export function read<T>(value: unknown, checks: Checks<T>): Partial<T> {
  const fields = fieldsOf(value);
  const read = Object.entries<Check<unknown>>(checks).map(([name, check]) => [name, check(fields[name])] as const);
  return Object.fromEntries(read.filter(([, field]) => field !== undefined)) as Partial<T>;
}

/** Undefined unless each of these is stated. */
export function whole<T extends object>(fields: T, ...names: readonly (keyof T)[]): T | undefined {
  return names.every((name) => fields[name] !== undefined) ? fields : undefined;
}

export function filled(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined && !isEmpty(field)));
}

export function isEmpty(field: unknown): boolean {
  return typeof field === 'object' && field !== null && Object.keys(field).length === 0;
}

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
