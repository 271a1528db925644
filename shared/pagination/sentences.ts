/** The stop, what closes with it, and the space behind. An abbreviated title is no end: nobody parts Mr. from his name. */
const END = /[.!?…]+["'”’)\]»]*(?=\s)/g;
const TITLE = /(?:^|[\s("“‘])(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|Prof|Lt|Sgt|Capt|vs|No)\.$/;

/** Where sentences end inside a text after `from`: the offsets behind the last character of each, but for the last one. */
export function sentenceEnds(text: string, from: number): number[] {
  const ends: number[] = [];
  END.lastIndex = from;
  for (let match = END.exec(text); match; match = END.exec(text)) {
    const end = match.index + match[0].length;
    if (!TITLE.test(text.slice(Math.max(from, end - 8), end))) ends.push(end);
  }
  return ends;
}
