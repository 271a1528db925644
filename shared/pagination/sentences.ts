/** The stop, what closes with it, and the space behind. An abbreviated title is no end: nobody parts Mr. from his name. */
const END = /[.!?…]+["'”’)\]»]*(?=\s)/g;
const TITLE = /(?:^|[\s("“‘])(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|Prof|Lt|Sgt|Capt|vs|No)\.$/;

/** Where sentences end inside a text from `from` up to `to`: the offsets behind the last character of each, but for the last one. */
export function sentenceEnds(text: string, from: number, to: number): number[] {
  const ends: number[] = [];
  const stretch = text.slice(0, to + 1);
  END.lastIndex = from;
  for (let match = END.exec(stretch); match; match = END.exec(stretch)) {
    const end = match.index + match[0].length;
    if (!TITLE.test(text.slice(Math.max(from, end - 8), end))) ends.push(end);
  }
  return ends;
}
