/** A number as an attribute has it; undefined for what is none. */
export function readNumber(value: string | undefined): number | undefined {
  const read = value === undefined || value.trim() === '' ? NaN : Number(value);
  return Number.isFinite(read) ? read : undefined;
}

/** In hundredths, as Final Draft has them, where that says it all. */
export function inches(value: number): string;
export function inches(value: number | undefined): string | undefined;
export function inches(value: number | undefined): string | undefined {
  if (value === undefined) return undefined;
  const hundredths = value.toFixed(2);
  return Number(hundredths) === value ? hundredths : String(value);
}
