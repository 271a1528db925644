import type { Screenplay, TitlePage } from '#shared/screenplay/index.ts';
import { foreignSettings, MAX_OUTLINE, unpairedDuals } from './fdx/index.ts';
import { MAX_LEVEL } from './fountain/index.ts';
import * as checks from './loss-checks.ts';
import { readScript, writeScript } from './read-script.ts';
import { SCRIPT_FORMATS, type ExportFormat, type ScriptFormat } from './script-format.ts';

/** Something a format cannot hold of a script, as a sentence, and how often the script has it. */
export interface Loss {
  readonly count: number;
  readonly message: string;
}

/** Where a script may go: a file, or a project of Beatboard. */
export type Destination = ExportFormat | 'project';

const { EMPHASIS, STRIKEOUT, CAPITALS, PLAIN_CAPITALS, REVISIONS, FORM, FOREIGN_FORM, SCENES, OMITTED } = checks;
const {
  EMPTY,
  TYPES,
  NUMBERS,
  STYLES,
  LONG_STYLES,
  LINE_BREAKS,
  BRACKETS,
  NOTE_EMPHASIS,
  ASIDE_FORM,
  EMPTY_ASIDES,
  CONTROLS,
  BOOKMARKS,
  depths,
} = checks;

const CHECKS: Readonly<Record<Destination, readonly checks.Check[]>> = {
  project: [STRIKEOUT, CAPITALS, REVISIONS, FOREIGN_FORM, checks.TITLES, LONG_STYLES],
  pdf: [checks.OUTLINE, checks.HIDDEN, FOREIGN_FORM, SCENES, OMITTED, BOOKMARKS],
  fountain: [
    ...[STRIKEOUT, CAPITALS, REVISIONS, FORM, SCENES, OMITTED, EMPTY, TYPES, STYLES, NUMBERS],
    ...[LINE_BREAKS, BRACKETS, NOTE_EMPHASIS, depths(MAX_LEVEL), BOOKMARKS],
  ],
  fdx: [ASIDE_FORM, EMPTY_ASIDES, CONTROLS, depths(MAX_OUTLINE), BOOKMARKS],
  json: [EMPHASIS, STRIKEOUT, PLAIN_CAPITALS, REVISIONS, FORM, SCENES, OMITTED, STYLES, depths(1), BOOKMARKS],
};

/** What says how a page looks, by the names that Final Draft has for it. */
const PAGE: ReadonlySet<string> = new Set([
  ...['ElementSettings', 'HeaderAndFooter', 'MoresAndContinueds', 'PageLayout', 'SceneNumberOptions'],
]);
const HELD: Readonly<Partial<Record<Destination, ReadonlySet<string>>>> = { project: PAGE, pdf: PAGE };

/** What of this script would be lost there. Empty: it comes back as it is, or, from a page, all of it can be read. */
export function lossesIn(format: Destination, screenplay: Screenplay): Loss[] {
  const { elements, kept } = screenplay;
  const losses = CHECKS[format].flatMap(({ finds, says }) =>
    loss(
      elements.reduce((sum, paragraph) => sum + finds(paragraph), 0),
      says,
    ),
  );
  const settings = format === 'fdx' ? [] : foreignSettings(kept).filter((name) => !HELD[format]?.has(name));
  const fields = isFormat(format) ? lostFields(format, screenplay) : [];
  return [
    ...losses,
    ...(format === 'fdx' ? loss(unpairedDuals(elements), unpaired) : []),
    ...loss(fields.length, () => `Of the title page: ${fields.map((name) => `“${name}”`).join(', ')}.`),
    ...loss(settings.length, () => `Settings of the file: ${settings.join(', ')}.`),
  ];
}

function loss(count: number, says: (n: number) => string): Loss[] {
  return count === 0 ? [] : [{ count, message: says(count) }];
}

const unpaired = (n: number) => `${checks.plural(n, 'dual dialogue')} with nothing to stand beside.`;

function isFormat(format: Destination): format is ScriptFormat {
  return (SCRIPT_FORMATS as readonly Destination[]).includes(format);
}

/** The fields that do not come back as they are. What a title page can hold hangs on all of it, so it is tried. */
function lostFields(format: ScriptFormat, { titlePage, kept }: Screenplay): string[] {
  const filled = Object.entries(titlePage).filter(([, lines]) => lines.some((line) => line.trim() !== ''));
  if (filled.length === 0) return [];
  const alone = writeScript(format, { titlePage, elements: [], ...(kept && { kept }) });
  const back: TitlePage = readScript(format, alone).screenplay.titlePage;
  return filled.flatMap(([key, lines]) => (sameLines(lines, back[key] ?? []) ? [] : key));
}

/** White space at the ends of lines is nothing that anybody sees. */
function sameLines(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, at) => line.trim() === b[at]?.trim());
}
