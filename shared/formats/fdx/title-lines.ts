/** A line of a title page with something on it. */
export interface TitleLine {
  readonly text: string;
  /** As the file states it; null where it states nothing. */
  readonly alignment: string | null;
  /** A blank line stands before it. */
  readonly apart: boolean;
}

export interface FieldLine {
  readonly field: string;
  /** The line without the label that names its field. */
  readonly value: string;
}

const CREDIT = /\b(?:by|par|von|di|por)\s*:?$/i;
const SOURCE = /^(?:based|adapted|inspired|suggested|from the|after the)\b/i;
const DATED = /\bdraft\b|\brevis(?:ed|ions?)\b|^rev\.|^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$/i;
const MONTH = /^(?:\d{1,2}\.? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?:\d{1,2},? )?\d{4}$/i;
const COPYRIGHT = /^(?:©|\(c\)|copyright\b)/i;
const LABELLED = /^(\p{L}[\p{L}\p{N} _&/'-]*): (.+)$/su;

/**
 * Which field each line of a title page belongs to, by its place: Final Draft's title pages are drawn, not filled in.
 * The title stands centred and first, then the credit, the authors and the source; beside and below them, to the left,
 * whom to contact and, to the right, the draft.
 */
export function fieldsOf(lines: readonly TitleLine[]): FieldLine[] {
  // A page without any alignment, as other programs write it, is read as if all of it were centred.
  const isFlat = lines.every(({ alignment }) => alignment === null);
  const isMiddle = (line: TitleLine) => isFlat || isCentered(line);
  const middle = fieldsInMiddle(lines.filter(isMiddle));
  const labels = isFlat ? [] : labelsOf(lines);
  const top = lines.findIndex(isMiddle);
  let next = 0;
  return lines.map((line, i) => {
    const field = isMiddle(line) ? (middle[next++] ?? 'Title') : fieldAside(line, i < top);
    return labels[i] ?? { field, value: line.text };
  });
}

function fieldsInMiddle(lines: readonly TitleLine[]): string[] {
  const credit = lines.findIndex(({ text }, i) => i > 0 && CREDIT.test(text));
  if (credit === -1) return fieldsByBlock(lines);
  let field = 'Title';
  return lines.map(({ text, apart }, i) => {
    if (i === credit) field = 'Credit';
    else if (i > credit && (SOURCE.test(text) || (apart && field === 'Author'))) field = 'Source';
    else if (field === 'Credit') field = 'Author';
    return field;
  });
}

/** Without a line that ends in "by": the blocks between blank lines, in the order in which they always stand. */
function fieldsByBlock(lines: readonly TitleLine[]): string[] {
  const blocks = lines.filter(({ apart }, i) => i === 0 || apart);
  const hasCredit = blocks.length > 2 && !SOURCE.test(blocks[2]?.text ?? '');
  const order = hasCredit ? ['Title', 'Credit', 'Author', 'Source'] : ['Title', 'Author', 'Source'];
  let block = -1;
  return lines.map(({ apart }, i) => {
    if (i === 0 || apart) block++;
    return order[Math.min(block, order.length - 1)] ?? 'Source';
  });
}

/** `Key: value` lines that stand together in a block of nothing else are fields by that name. */
function labelsOf(lines: readonly TitleLine[]): (FieldLine | undefined)[] {
  const labels: (FieldLine | undefined)[] = lines.map(() => undefined);
  for (let start = 0; start < lines.length;) {
    let end = start + 1;
    while (end < lines.length && !lines[end]?.apart) end++;
    const block = lines.slice(start, end).map(labelledField);
    if (block.every((field) => field !== undefined)) labels.splice(start, block.length, ...block);
    start = end;
  }
  return labels;
}

function labelledField(line: TitleLine): FieldLine | undefined {
  const [, field, value] = (isCentered(line) ? null : LABELLED.exec(line.text)) ?? [];
  return field === undefined || value === undefined ? undefined : { field, value };
}

export function isCentered({ alignment }: TitleLine): boolean {
  return alignment === 'Center';
}

function fieldAside({ text, alignment }: TitleLine, above: boolean): string {
  if (COPYRIGHT.test(text)) return 'Copyright';
  if (alignment === 'Right' || DATED.test(text) || MONTH.test(text)) return 'Draft date';
  return above ? 'Notes' : 'Contact';
}
