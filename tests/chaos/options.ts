import { parseArgs } from 'node:util';

/** What `npm run chaos -- <name>` runs; false when something did not hold. It prints its figures and its seed itself. */
export type Command = (args: readonly string[]) => Promise<boolean>;

/** Words that can't be understood: told in one line, without a stack trace. */
export class BadOption extends Error {}

/** `--rounds 50 --seed 7`, completed by a command's defaults. Numbers stay numbers. Throws BadOption. */
export function readOptions<T extends Readonly<Record<string, string | number>>>(
  args: readonly string[],
  defaults: T,
): T {
  const options = Object.fromEntries(Object.keys(defaults).map((name) => [name, { type: 'string' as const }]));
  let given: Readonly<Record<string, string | boolean | undefined>>;
  try {
    given = parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new BadOption(error instanceof Error ? error.message : String(error));
  }
  const read = Object.entries(defaults).map(([name, otherwise]) => {
    const word = given[name] ?? otherwise;
    if (typeof otherwise === 'string') return [name, word];
    const number = Number(word);
    if (!Number.isSafeInteger(number) || number < 0) throw new BadOption(`--${name} ${String(word)} is no number.`);
    return [name, number];
  });
  return Object.fromEntries(read) as T;
}

/** For runs that nobody gave a seed. */
export function anySeed(): number {
  return Date.now() % 2 ** 31;
}
