import { layoutTitlePage, type PageSettings } from '#shared/pagination/index.ts';
import type { TitlePage } from '#shared/screenplay/index.ts';

/** A field on the title page, where it is printed. */
export interface PlacedField {
  readonly key: string;
  readonly text: string;
  /** Lines from the top of the text area. */
  readonly row: number;
  readonly rows: number;
  readonly alignment: 'center' | 'left';
}

/** What a title page is made of, in Fountain's words and in the order of the trade. */
const USUAL: readonly (readonly string[])[] = [
  ['Title'],
  ['Credit'],
  ['Author', 'Authors'],
  ['Source'],
  ['Draft date'],
  ['Contact'],
];

/** The fields in their places. `all`: those too that say nothing yet, where they would stand. */
export function placeFields(titlePage: TitlePage, settings: PageSettings, all: boolean): PlacedField[] {
  const fields = withUsual(titlePage).filter(([, lines]) => all || lines.length > 0);
  // Every line is laid out under the name of its field: nothing is told of a line but where it stands.
  const named = fields.map(([key, lines]) => {
    const name = { text: key, styles: [] };
    return { key, lines: Array.from({ length: Math.max(lines.length, 1) }, () => name) };
  });
  const laidOut = layoutTitlePage(named, settings);
  return fields.flatMap(([key, lines]) => {
    const first = laidOut.find((line) => line.text === key);
    if (!first) return [];
    const { row, alignment } = first;
    return [{ key, text: lines.join('\n'), row, rows: Math.max(lines.length, 1), alignment }];
  });
}

/** The fields in the order in which they are read: the usual ones, then the file's own. */
function withUsual(titlePage: TitlePage): (readonly [string, readonly string[]])[] {
  const own = new Map(Object.entries(titlePage));
  const usual = USUAL.flatMap((names) => {
    const held = [...own.keys()].filter((key) => names.some((name) => name.toLowerCase() === key.toLowerCase()));
    return held.length > 0 ? held : names.slice(0, 1);
  });
  const rest = [...own.keys()].filter((key) => !usual.includes(key));
  const foot = usual.slice(usual.findIndex((key) => /^draft date$/i.test(key)));
  const middle = usual.slice(0, usual.length - foot.length);
  return [...middle, ...rest, ...foot].map((key) => [key, own.get(key) ?? []] as const);
}
