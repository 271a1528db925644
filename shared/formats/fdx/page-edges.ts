import type { EdgeLine, EdgePart, EdgeTab, TextStyle } from '#shared/screenplay/index.ts';
import type { Attributes } from './kept.ts';
import { styleNames, stylesOf } from './names.ts';
import { inches, readNumber } from './numbers.ts';
import { escapeText, indented, writeElement } from './write-xml.ts';
import { childOf, childrenOf, isElement, textOf, type XmlElement } from './xml-tree.ts';

/** What Final Draft has at the head of every page of a new script, and what a page here has anyway: its number. */
export const PAGE_NUMBER: readonly EdgeLine[] = [
  { parts: [{ label: 'Page #' }, { text: '.' }], alignment: 'right', leftIndent: 1.25, rightIndent: -1.25 },
];

/** The lines of a header or footer; undefined where the file has none, or just the number that a page has anyway. */
export function readEdge(edge: XmlElement | undefined): readonly EdgeLine[] | undefined {
  if (!edge) return undefined;
  const lines = childrenOf(edge, 'Paragraph').map(readLine);
  return JSON.stringify(lines) === JSON.stringify(PAGE_NUMBER) ? undefined : lines;
}

function readLine(paragraph: XmlElement): EdgeLine {
  const { Alignment: alignment = '' } = paragraph.attributes;
  const [leftIndent, rightIndent] = [paragraph.attributes['LeftIndent'], paragraph.attributes['RightIndent']].map(
    readNumber,
  );
  const tabs = childrenOf(childOf(paragraph, 'Tabstops') ?? paragraph, 'Tabstop').flatMap(readTab);
  return {
    parts: paragraph.children.filter(isElement).flatMap(readPart),
    ...(alignment in ALIGNMENTS && { alignment: ALIGNMENTS[alignment as keyof typeof ALIGNMENTS] }),
    ...(leftIndent !== undefined && { leftIndent }),
    ...(rightIndent !== undefined && { rightIndent }),
    ...(tabs.length > 0 && { tabs }),
  };
}

const ALIGNMENTS = { Left: 'left', Center: 'center', Right: 'right' } as const;
const NAMES = { left: 'Left', center: 'Center', right: 'Right' } as const;

function readPart(element: XmlElement): EdgePart[] {
  const set = stylesOf(element.attributes['Style'] ?? '');
  const styles = set.length > 0 ? { styles: set } : {};
  const { Type: label } = element.attributes;
  if (element.name === 'Text') return [{ text: textOf(element), ...styles }];
  return element.name === 'DynamicLabel' && label !== undefined ? [{ label, ...styles }] : [];
}

function readTab({ attributes }: XmlElement): EdgeTab[] {
  const type = attributes['Type'];
  const position = readNumber(attributes['Position']);
  if (position === undefined) return [];
  return [{ position, alignment: type === 'Right' || type === 'Center' ? ALIGNMENTS[type] : 'left' }];
}

const FONT = { AdornmentStyle: '0', Font: 'Courier Final Draft', RevisionID: '0', Size: '12' };

export function writeEdge(name: 'Header' | 'Footer', lines: readonly EdgeLine[]): string {
  return writeElement({ name, attributes: {} }, indented(lines.map(writeLine), 6));
}

function writeLine({ parts, alignment, leftIndent, rightIndent, tabs = [] }: EdgeLine): string {
  const attributes = {
    ...(alignment && { Alignment: NAMES[alignment] }),
    ...{ FirstIndent: '0.00', Leading: 'Regular' },
    ...(leftIndent !== undefined && { LeftIndent: inches(leftIndent) }),
    ...(rightIndent !== undefined && { RightIndent: inches(rightIndent) }),
    ...{ SpaceBefore: '0', Spacing: '1', StartsNewPage: 'No' },
  };
  const stops = tabs.map(writeTab);
  const children = [
    ...parts.map(writePart),
    ...(stops.length > 0 ? [writeElement({ name: 'Tabstops', attributes: {} }, indented(stops, 10))] : []),
  ];
  return writeElement({ name: 'Paragraph', attributes }, indented(children, 8));
}

function writePart(part: EdgePart): string {
  const attributes: Attributes = { ...FONT, Style: styleNames(new Set<TextStyle>(part.styles), undefined) ?? '' };
  if ('text' in part) return writeElement({ name: 'Text', attributes }, escapeText(part.text));
  return writeElement({ name: 'DynamicLabel', attributes: { ...attributes, Type: part.label } }, '');
}

function writeTab({ position, alignment }: EdgeTab): string {
  return writeElement({ name: 'Tabstop', attributes: { Position: inches(position), Type: NAMES[alignment] } }, '');
}
