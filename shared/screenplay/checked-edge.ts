import { between, fieldsOf, flag, indent, read, words, type Check } from './checks.ts';
import type { TextStyle } from './element.ts';
import type { EdgeLine, EdgePart, EdgeTab, PageEdge } from './page-edge.ts';

/** More lines than stand in a margin, more pieces and letters than stand in a line. */
const MOST_LINES = 6;
const MOST_PARTS = 40;
const MOST_LETTERS = 200;

const alignment: Check<EdgeTab['alignment']> = (value) =>
  value === 'left' || value === 'center' || value === 'right' ? value : undefined;
const text: Check<string> = (value) =>
  typeof value === 'string' && value.length <= MOST_LETTERS && !/[^\P{Cc}\t]/u.test(value) ? value : undefined;
const styles: Check<readonly TextStyle[]> = (value) => {
  const found = listOf(value).filter((style): style is TextStyle => (STYLES as readonly unknown[]).includes(style));
  return found.length > 0 ? [...new Set(found)] : undefined;
};
const STYLES: readonly TextStyle[] = ['bold', 'italic', 'underline', 'strikeout', 'all_caps'];
const rightIndent = between(-24, 24);

/** What of a value is a header or a footer; undefined where that is nothing. */
export function checkedEdge(value: unknown): PageEdge | undefined {
  const { lines } = fieldsOf(value);
  const { visible, onFirstPage } = read(value, { visible: flag, onFirstPage: flag });
  if (visible === undefined || onFirstPage === undefined) return undefined;
  return { visible, onFirstPage, ...(Array.isArray(lines) && { lines: lines.slice(0, MOST_LINES).map(readLine) }) };
}

function readLine(value: unknown): EdgeLine {
  const { parts, tabs } = fieldsOf(value);
  const stops = listOf(tabs).slice(0, MOST_PARTS).flatMap(readTab);
  return {
    parts: listOf(parts).slice(0, MOST_PARTS).flatMap(readPart),
    ...read(value, { alignment, leftIndent: indent, rightIndent }),
    ...(stops.length > 0 && { tabs: stops }),
  };
}

function readPart(value: unknown): EdgePart[] {
  const { text: said, label, styles: set } = read(value, { text, label: words, styles });
  const look = set && { styles: set };
  if (said !== undefined) return [{ text: said, ...look }];
  return label === undefined ? [] : [{ label, ...look }];
}

function readTab(value: unknown): EdgeTab[] {
  const { position, alignment: at } = read(value, { position: indent, alignment });
  return position !== undefined && at !== undefined ? [{ position, alignment: at }] : [];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
