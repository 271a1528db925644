/** `#RRGGBB`, in either case: what may be put into a style as it stands. */
export function isColour(value: unknown): value is string {
  return typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value);
}
