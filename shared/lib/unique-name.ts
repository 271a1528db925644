/**
 * The name, or with a number behind it where one like it is in `used`, which it joins: to many file systems capitals make
 * no difference.
 */
export function uniqueName(base: string, used: Set<string>): string {
  let name = base;
  for (let again = 2; used.has(name.toLowerCase()); again++) name = `${base} (${String(again)})`;
  used.add(name.toLowerCase());
  return name;
}
