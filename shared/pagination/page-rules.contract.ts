import { isOutline, parseCue, printedText, type ScriptElement } from '#shared/screenplay/index.ts';
import { bodyHeight, printedLine, layoutOf, type Page, type PageLine, type Pagination } from './index.ts';

/*
 * The page-break rules once more, read off the finished pages alone: nothing here knows how they were made.
 */

interface Sheet {
  readonly number: number;
  readonly page: Page;
  /** Lines of the script, top to bottom. */
  readonly text: readonly PageLine[];
}

/** Every rule that the pages break, in words; none for pages as they should be. */
export function brokenRules(pagination: Pagination): string[] {
  const elements = new Map(pagination.elements.map((element) => [element.id, element]));
  const sheets = pagination.pages.map((page, i) => ({
    ...{ number: i + 1, page, text: page.lines.filter(({ role }) => role === 'text') },
  }));
  const at = new Map(printed(pagination.elements).map((element, i) => [element.id, i]));
  const order = printed(pagination.elements);
  const broken = sheets.flatMap((sheet, i) => {
    const next = sheets[i + 1];
    const inside = [...insideThePaper(pagination, sheet), ...fromTheTop(sheet)];
    return [...inside, ...(next ? atTheBreak({ elements, order, at }, sheet, next) : [])];
  });
  return [...broken, ...everythingOnce(pagination, sheets)];
}

/** What is printed, and the page breaks between. */
function printed(elements: readonly ScriptElement[]): ScriptElement[] {
  return elements.filter(({ type, text }) => {
    const hides = text.includes('[[') || text.includes('/*');
    return !isOutline(type) && !(hides && printedText(text).trim() === '');
  });
}

function insideThePaper(pagination: Pagination, { number, page }: Sheet): string[] {
  const lowest = Math.max(-1, ...page.lines.map(({ row }) => row));
  return (lowest + 1) * 12 > bodyHeight(pagination.settings) ? [`page ${number} has ${lowest + 1} lines`] : [];
}

/** Rule 8: blank lines at the top of a page are dropped. */
function fromTheTop({ number, page }: Sheet): string[] {
  return page.lines.some(({ row }) => row === 0) ? [] : [`page ${number} begins with a blank line`];
}

interface Known {
  readonly elements: ReadonlyMap<string, ScriptElement>;
  readonly order: readonly ScriptElement[];
  readonly at: ReadonlyMap<string, number>;
}

function atTheBreak(known: Known, sheet: Sheet, next: Sheet): string[] {
  const last = sheet.text.at(-1);
  const first = next.text[0];
  if (!last || !first) return [`page ${sheet.number} or the next has no text`];
  const forced = known.order[(known.at.get(first.element) ?? 0) - 1]?.type === 'page_break';
  if (forced && last.element !== first.element) return [];
  if (isBesideAnother(last) || isBesideAnother(first)) return [];
  const name = `page ${sheet.number}`;
  if (last.element === first.element) return splitParagraph(known, name, sheet, next, last);
  return betweenParagraphs(known, name, sheet, next, [last, first]);
}

function isBesideAnother({ column }: PageLine): boolean {
  return column !== 'page';
}

const HEADINGS = new Set(['scene_heading', 'shot']);
const SPEECH = new Set(['character', 'parenthetical', 'dialogue', 'lyrics']);

function betweenParagraphs(
  known: Known,
  name: string,
  sheet: Sheet,
  next: Sheet,
  ends: [PageLine, PageLine],
): string[] {
  const [last, first] = ends;
  const broken: string[] = [];
  if (HEADINGS.has(last.type)) broken.push(`${name} ends on a heading`);
  // A run of transitions can be longer than what fits under the block before it.
  if (first.type === 'transition' && last.type !== 'transition') broken.push(`${name} is followed by a transition`);
  if (last.type === 'character') broken.push(`${name} ends on a cue`);
  if (last.type === 'parenthetical' && SPEECH.has(first.type) && first.type !== 'character')
    broken.push(`${name} ends on a parenthetical`);
  const going = speechOf(known, first.element).some(({ id }) => id === last.element);
  if (going) broken.push(...splitSpeech(known, name, sheet, next));
  return broken;
}

/** Rule 6 for action, rule 4 for speech: two lines stay and two go over. */
function splitParagraph(known: Known, name: string, sheet: Sheet, next: Sheet, { type, element }: PageLine): string[] {
  if (HEADINGS.has(type) || type === 'transition' || type === 'character') return [`${name} parts a ${type}`];
  const said = speechOf(known, element);
  if (SPEECH.has(type) && said.length > 1) return splitSpeech(known, name, sheet, next);
  const parted = type === 'lyrics' ? songOf(known, element) : new Set([element]);
  const stay = countOf(sheet, parted);
  const go = countOf(next, parted);
  return stay < 2 || go < 2 ? [`${name} parts ${type} into ${stay} and ${go}`] : [];
}

/** Verses that follow each other are one song. */
function songOf({ order, at }: Known, element: string): ReadonlySet<string> {
  const here = at.get(element) ?? 0;
  let from = here;
  let to = here;
  while (order[from - 1]?.type === 'lyrics') from--;
  while (order[to]?.type === 'lyrics') to++;
  return new Set(order.slice(from, to).map(({ id }) => id));
}

function countOf({ text }: Sheet, elements: ReadonlySet<string>): number {
  return text.filter(({ element }) => elements.has(element)).length;
}

/** The paragraphs of the speech that an element belongs to, its cue first. Songs before any words are no speech. */
function speechOf({ order, at }: Known, element: string): ScriptElement[] {
  const here = at.get(element) ?? 0;
  let from = here;
  if (!SPEECH.has(order[here]?.type ?? '')) return order.slice(here, here + 1);
  while (from > 0 && order[from]?.type !== 'character' && SPEECH.has(order[from - 1]?.type ?? '')) from--;
  while (order[from]?.type === 'lyrics' && from < here) from++;
  let to = from + 1;
  while (SPEECH.has(order[to]?.type ?? '') && order[to]?.type !== 'character') to++;
  if (order[from]?.type === 'lyrics') to = from + 1;
  return order.slice(from, to);
}

function splitSpeech(known: Known, name: string, sheet: Sheet, next: Sheet): string[] {
  const first = next.text[0];
  const said = first ? speechOf(known, first.element) : [];
  const cue = said[0]?.type === 'character' ? said[0] : null;
  const ids = new Set<string>(said.map(({ id }) => id));
  const words = new Set<string>(
    said.filter(({ type }) => type === 'dialogue' || type === 'lyrics').map(({ id }) => id),
  );
  const broken: string[] = [];
  if (countOf(sheet, words) < 2) broken.push(`${name} leaves ${countOf(sheet, words)} lines of a speech`);
  if (countOf(next, ids) < 2) broken.push(`${name} takes ${countOf(next, ids)} lines of a speech over`);
  if (sheet.text.at(-1)?.type === 'parenthetical') broken.push(`${name} ends on a parenthetical`);
  if (!cue) return broken;
  const ending = sheet.page.lines.findLast(({ role }) => role !== 'scene_bottom');
  if (ending?.role !== 'more') broken.push(`${name} has no (MORE)`);
  const repeated = next.page.lines.find(({ role }) => role !== 'scene_top');
  if (repeated?.role !== 'contd' || repeated.element !== cue.id) broken.push(`${name} is followed by no repeated cue`);
  const contds = parseCue(repeated?.added ?? '').extensions.filter((extension) => extension === "CONT'D").length;
  if (contds !== 1) broken.push(`${name} repeats a cue with ${contds} times (CONT'D)`);
  return broken;
}

/** All that is printed stands on the pages, once, in order, and nothing else. */
function everythingOnce({ elements, settings }: Pagination, sheets: readonly Sheet[]): string[] {
  const byElement = new Map<string, string>();
  const columns = sheets.flatMap(({ text }) => text);
  for (const line of columns) {
    const element = elements.find(({ id }) => id === line.element);
    if (!element) return [`${line.element} is no element`];
    const said = printedLine({ ...line, added: '' }, element, { ...layoutOf(settings, element), capitals: false });
    byElement.set(line.element, (byElement.get(line.element) ?? '') + said.text);
  }
  return printed(elements).flatMap(({ id, type, text }) => {
    if (type === 'page_break') return byElement.has(id) ? ['a page break is printed'] : [];
    const squeezed = (value: string) => value.replace(/[\s\u200b]+/g, '');
    const shown = byElement.get(id);
    return shown !== undefined && squeezed(shown) === squeezed(printedText(text)) ? [] : [`${id} is not printed whole`];
  });
}
