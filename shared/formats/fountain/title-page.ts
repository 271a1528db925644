import { isBoneyard, mapPrinted, type TitlePage } from '#shared/screenplay/index.ts';
import { notesAlone, SEAM } from './hidden.ts';
import { isBlank } from './lines.ts';
import { isTitleKey, tidyTitlePage } from './tidy.ts';

interface Field {
  readonly key: string;
  readonly value: string;
}

export interface TitlePageRead {
  readonly titlePage: TitlePage;
  /** Boneyards that stood among the fields: they become notes, for a title page prints everything it holds. */
  readonly boneyards: readonly string[];
  /** How many lines were read. 0: there is no title page. */
  readonly read: number;
}

const NONE: TitlePageRead = { titlePage: {}, boneyards: [], read: 0 };

/** Reads `Key: value` and indented lines at the top of a file, up to the first blank line. A boneyard may stand above. */
export function parseTitlePage(lines: readonly string[]): TitlePageRead {
  const top = lines.findIndex((raw) => !isBlank(raw) && boneyardsIn(raw) === null);
  const first = lines[top];
  if (first === undefined || !startsTitlePage(first, lines[top + 1] ?? '')) return NONE;
  const fields = new Map<string, string[]>();
  const boneyards = lines.slice(0, top).flatMap((raw) => boneyardsIn(raw) ?? []);
  let values: string[] = [];
  let at = top;
  for (; at < lines.length; at++) {
    const raw = lines[at] ?? '';
    if (isBlank(raw)) break;
    const field = /^\s/.test(raw) ? null : parseField(raw);
    const hidden = boneyardsIn(raw);
    if (hidden) boneyards.push(...hidden);
    else if (field) {
      values = fields.get(field.key) ?? [];
      fields.set(field.key, values);
      values.push(withoutSeams(field.value));
    } else values.push(withoutSeams(raw));
  }
  return { titlePage: tidyTitlePage(Object.fromEntries(fields)), boneyards, read: at };
}

/** The boneyards that a line consists of; null when it says anything else. */
function boneyardsIn(raw: string): string[] | null {
  const alone = notesAlone(raw);
  return alone?.every(isBoneyard) ? alone : null;
}

function parseField(raw: string): Field | null {
  const colon = raw.indexOf(':');
  const key = raw.slice(0, Math.max(colon, 0)).trim();
  return colon > 0 && isTitleKey(key) ? { key, value: raw.slice(colon + 1).trim() } : null;
}

/** `FADE IN:` alone is script. A field has a value, or lines below it. */
function startsTitlePage(raw: string, next: string): boolean {
  const field = /^\s/.test(raw) ? null : parseField(raw);
  if (!field) return false;
  return field.value !== '' || (!isBlank(next) && (/^\s/.test(next) || parseField(next) !== null));
}

/** Whether a script that begins with this line would be read as a title page. */
export function looksLikeTitlePage(firstLines: string): boolean {
  const [first = '', second = ''] = firstLines.split('\n', 2);
  return startsTitlePage(first, second);
}

/** The title page's text without a final line end; empty when there is nothing to write. */
export function writeTitlePage(titlePage: TitlePage): string {
  return Object.entries(tidyTitlePage(titlePage))
    .map(([key, lines]) => {
      const values = lines.map(sealed);
      return values.length === 1 ? `${key}: ${values.join('')}` : [`${key}:`, ...values].join('\n    ');
    })
    .join('\n');
}

/** A value is written as it is, unless it would open a note or boneyard, or be taken for one. */
function sealed(line: string): string {
  const safe = mapPrinted(line, (part) => part.replace(/\[(?=\[)|\/(?=\*)/g, `$&${SEAM}`));
  return boneyardsIn(safe) ? SEAM + safe : safe;
}

function withoutSeams(value: string): string {
  return mapPrinted(value, (part) => part.replaceAll(SEAM, ''));
}
