/**
 * How a scene is numbered that came between two numbered ones: `12A` after 12 (the American school), or `A13` before 13.
 */
export type NumberSchool = 'suffix' | 'prefix';

/** Without I and O, which read as digits. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/**
 * The scenes' numbers as printed. `own` are those that stand on the headings. While there is none, scenes are counted
 * from 1; once there are, they stay, no number is given twice, and what lies between gets one that fits in between.
 */
export function sceneNumbers(own: readonly (string | undefined)[], school: NumberSchool): string[] {
  const used = new Set(own.filter((number) => number !== undefined));
  if (used.size === 0) return own.map((_, index) => String(index + 1));
  const between = school === 'suffix' ? afterOne : beforeOne;
  const numbers: string[] = [];
  let nextOwn = 0;
  own.forEach((number, index) => {
    if (number !== undefined) {
      numbers.push(number);
      return;
    }
    nextOwn = Math.max(nextOwn, index);
    while (nextOwn < own.length && own[nextOwn] === undefined) nextOwn++;
    const [before, after] = [numbers.at(-1), own[nextOwn]];
    const made = after === undefined ? following(before ?? '', used) : between(before, after, used);
    used.add(made);
    numbers.push(made);
  });
  return numbers;
}

/** At the script's end the count goes on: 13 after 12 and after 12A. */
function following(before: string, used: ReadonlySet<string>): string {
  let count = Number(/\d+/.exec(before)?.[0] ?? '0') + 1;
  while (used.has(String(count))) count++;
  return String(count);
}

/** 12A after 12, 12B after 12A; 12AA between 12 and 12A. */
function afterOne(before: string | undefined, after: string, used: ReadonlySet<string>): string {
  if (before === undefined) return beforeOne(before, after, used);
  if (after.startsWith(before) && /^[A-Z]/.test(after.slice(before.length)))
    return lettered((letter) => after + letter, used);
  const next = /\d.*[A-Z]$/.test(before) ? letterAfter(before.slice(-1)) : undefined;
  const beside = next === undefined ? undefined : before.slice(0, -1) + next;
  if (beside !== undefined && !used.has(beside)) return beside;
  return lettered((letter) => before + letter, used);
}

/** A13 before 13, B13 between A13 and 13; AA13 between 12 and A13. */
function beforeOne(before: string | undefined, after: string, used: ReadonlySet<string>): string {
  const [letter, rest] = [before?.charAt(0) ?? '', before?.slice(1) ?? ''];
  const next = rest !== '' && after.endsWith(rest) ? letterAfter(letter) : undefined;
  if (next !== undefined && !used.has(next + rest)) return next + rest;
  return lettered((each) => each + after, used);
}

function letterAfter(letter: string): string | undefined {
  const at = LETTERS.indexOf(letter);
  return letter === '' || at < 0 ? undefined : LETTERS[at + 1];
}

/** The first that is free, by one letter, then by two. */
function lettered(write: (letters: string) => string, used: ReadonlySet<string>): string {
  for (let letters = 1; ; letters++) {
    for (const letter of LETTERS) {
      const number = write(letter.repeat(letters));
      if (!used.has(number)) return number;
    }
  }
}
