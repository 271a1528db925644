import { parseEmphasis, writeEmphasis } from '#shared/formats/fountain/index.ts';
import type { StyleSpan, TitlePage } from '#shared/screenplay/index.ts';
import { must } from '#shared/lib/assert.ts';
import { elementOf, keep } from './kept.ts';
import { readText } from './read-text.ts';
import { fieldsOf, isCentered, type FieldLine, type TitleLine } from './title-lines.ts';
import { writeElement, writeNode } from './write-xml.ts';
import { writeText } from './write-text.ts';
import { childOf, childrenOf, isElement, type XmlElement, type XmlNode } from './xml-tree.ts';

interface PlacedLine extends TitleLine {
  /** Index among the paragraphs of the page; -1 for a page that is yet to be written. */
  readonly paragraph: number;
}

interface ReadLine extends FieldLine {
  readonly paragraph: number;
}

/** The fields of a title page, guessed from how it is drawn. */
export function readTitlePage(xml: XmlElement | undefined): TitlePage {
  return asFields(readLines(linesOf(xml)));
}

function linesOf(xml: XmlElement | undefined): PlacedLine[] {
  const lines: PlacedLine[] = [];
  let apart = false;
  childrenOf(childOf(xml, 'Content'), 'Paragraph').forEach((paragraph, i) => {
    const text = titleText(paragraph);
    const alignment = paragraph.attributes['Alignment'] ?? null;
    if (text !== '') lines.push({ text, apart, paragraph: i, alignment });
    apart = text === '';
  });
  return lines;
}

function readLines(lines: readonly PlacedLine[]): ReadLine[] {
  const fields = fieldsOf(lines);
  return lines.map(({ paragraph }, i) => ({ ...must(fields[i]), paragraph }));
}

function asFields(lines: readonly ReadLine[]): TitlePage {
  const fields = new Map<string, string[]>();
  for (const { field, value } of lines) {
    const values = fields.get(field);
    if (values) values.push(value);
    else fields.set(field, [value]);
  }
  return Object.fromEntries(fields);
}

/** A title page's values are lines of Fountain: emphasis in them is marked. Final Draft's own form of titles is none. */
function titleText(paragraph: XmlElement): string {
  const { text, styles } = readText(paragraph, { heading: false, marksBreaks: false });
  const caps = styles.filter(({ style }) => style === 'all_caps');
  const isForm = ({ from, to, style }: StyleSpan) =>
    style === 'underline' && caps.some((span) => span.from <= from && to <= span.to);
  const emphasis = styles.filter((span) => span.style !== 'all_caps' && span.style !== 'strikeout' && !isForm(span));
  const line = text.replace(/\s*\n\s*/g, ' ');
  const safe = line.length === text.length ? emphasis : [];
  return writeEmphasis({ text: line, styles: safe }).trim();
}

/**
 * The title page with these fields: as it was where it says the same, with the lines replaced that changed, or drawn
 * anew. Empty where there is none to write.
 * @param kept the title page as the file had it
 */
export function writeTitlePage(kept: string | undefined, titlePage: TitlePage): string {
  const was = elementOf(kept);
  const now = flat(titlePage);
  if (!was) return now.length === 0 ? '' : writeElement(TITLE_PAGE, drawn(titlePage));
  const before = readLines(linesOf(was));
  if (sameFields(asFields(before), titlePage)) return writeNode(was);
  const changed = changedLines(before, titlePage);
  const content = (old: XmlElement) => (changed ? withLines(old, changed) : drawn(titlePage));
  const children = was.children.map((child) => (isContent(child) ? content(child) : writeNode(child)));
  return writeElement(was, (was.children.some(isContent) ? '' : drawn(titlePage)) + children.join(''));
}

const TITLE_PAGE = { name: 'TitlePage', attributes: {} };

function flat(titlePage: TitlePage): string[] {
  return Object.entries(titlePage).flatMap(([key, lines]) => lines.map((line) => `${key}: ${line}`));
}

function sameFields(a: TitlePage, b: TitlePage): boolean {
  return flat(a).sort().join('\n') === flat(b).sort().join('\n');
}

function isContent(child: XmlNode): child is XmlElement {
  return isElement(child) && child.name === 'Content';
}

/** For each paragraph whose line says something else now, that line; null where lines came or went. */
function changedLines(before: readonly ReadLine[], now: TitlePage): ReadonlyMap<number, string> | null {
  const fields = asFields(before);
  const keys = Object.keys(now);
  if (Object.keys(fields).length !== keys.length) return null;
  if (keys.some((key) => fields[key]?.length !== now[key]?.length)) return null;
  const seen = new Map<string, number>();
  const changed = new Map<number, string>();
  for (const { field, value, paragraph } of before) {
    const at = seen.get(field) ?? 0;
    seen.set(field, at + 1);
    const line = now[field]?.[at] ?? value;
    if (line !== value) changed.set(paragraph, line);
  }
  return changed;
}

function withLines(content: XmlElement, changed: ReadonlyMap<number, string>): string {
  let at = -1;
  const children = content.children.map((child) => {
    if (!isElement(child) || child.name !== 'Paragraph') return writeNode(child);
    const line = changed.get(++at);
    if (line === undefined) return writeNode(child);
    const { Style: style, ...others } = childOf(child, 'Text')?.attributes ?? {};
    const { text } = parseEmphasis(line);
    const attributes = { ...others, ...(style !== undefined && { Style: style }) };
    return writeElement(child, writeElement({ name: 'Text', attributes }, writeNode(text)));
  });
  return writeElement(content, children.join(''));
}

const MIDDLE = ['Title', 'Credit', 'Author', 'Source'];
const LINES_ABOVE = 16;
const LINES = 46;

interface DrawnLine extends PlacedLine {
  readonly key: string;
}

/** A page drawn as Final Draft's own, so that every line is read back into its field; by name where the place can't tell. */
function drawn(titlePage: TitlePage): string {
  const labelled = new Set<string>();
  let lines = layOut(titlePage, labelled);
  for (let wrong = misread(lines); wrong !== undefined; wrong = misread(lines)) {
    if (labelled.has(wrong)) break;
    labelled.add(wrong);
    lines = layOut(titlePage, labelled);
  }
  const blanks = (count: number) => BLANK.repeat(Math.max(count, 1));
  const written = lines.map((line, i) => {
    const before = lines[i - 1];
    const isFirstBelow = !isCentered(line) && (!before || isCentered(before));
    const gap = i === 0 && isCentered(line) ? LINES_ABOVE : isFirstBelow ? LINES - LINES_ABOVE - 3 * i : 2;
    return (line.apart || i === 0 ? blanks(gap) : '') + drawnLine(line);
  });
  return writeElement({ name: 'Content', attributes: {} }, written.join(''));
}

function layOut(titlePage: TitlePage, labelled: ReadonlySet<string>): DrawnLine[] {
  const entries = Object.entries(titlePage).map(([key, lines]) => ({
    key,
    lines: lines.filter((line) => line.trim() !== ''),
  }));
  const middle = MIDDLE.flatMap((name) => entries.filter(({ key }) => key === name && !labelled.has(key)));
  const below = entries.filter((entry) => !middle.includes(entry));
  const isPlaced = ({ key }: { key: string }) => PLACED.has(key) && !labelled.has(key);
  return [
    ...middle.flatMap(({ key, lines }, i) => block(key, lines, 'Center', i > 0)),
    ...below.filter(isPlaced).flatMap(({ key, lines }) => block(key, lines, key === 'Draft date' ? 'Right' : 'Left')),
    ...below
      .filter((entry) => !isPlaced(entry))
      .flatMap(({ key, lines }) =>
        block(
          key,
          lines.map((line) => `${key}: ${line}`),
          'Left',
        ),
      ),
  ];
}

const PLACED: ReadonlySet<string> = new Set(['Contact', 'Draft date', 'Copyright']);

function block(key: string, texts: readonly string[], alignment: string, apart = true): DrawnLine[] {
  return texts.map((text, i) => ({ key, text, paragraph: -1, alignment, apart: i === 0 && apart }));
}

/** A field that would not be read back as it is. */
function misread(lines: readonly DrawnLine[]): string | undefined {
  const read = readLines(lines);
  const wrong = lines.findLast((line, i) => read[i]?.field !== line.key);
  return wrong?.key;
}

const FORM = {
  FirstIndent: '0.00',
  Leading: 'Regular',
  LeftIndent: '1.00',
  RightIndent: '7.50',
  SpaceBefore: '0',
  Spacing: '1',
  StartsNewPage: 'No',
};
const BLANK = writeElement({ name: 'Paragraph', attributes: { Alignment: 'Left', ...FORM } }, '');

const LITERAL = { kept: must(keep({ literal: true })) };

function drawnLine({ key, text, alignment }: DrawnLine): string {
  const { text: plain, styles } = parseEmphasis(text);
  const isTitle = key === 'Title' && alignment === 'Center' && styles.length === 0;
  const all = { from: 0, to: plain.length };
  const form: readonly StyleSpan[] = isTitle
    ? [
        { ...all, style: 'underline' },
        { ...all, style: 'all_caps' },
      ]
    : styles;
  // Brackets on a title page are no notes: it prints all it holds.
  const { children } = writeText({ type: 'general', text: plain, styles: form, runs: [{ ...all, ...LITERAL }] });
  const attributes = { Alignment: alignment ?? 'Left', ...FORM };
  return writeElement({ name: 'Paragraph', attributes }, children.join(''));
}
