/** A line of a title page with something on it. */
export interface TitleLine {
  readonly text: string;
  readonly centered: boolean;
  readonly right: boolean;
  /** A blank line stands before it. */
  readonly apart: boolean;
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
export function fieldsOf(lines: readonly TitleLine[]): string[] {
  // A page without any alignment, as other programs write it, is read as if all of it were centred.
  const isFlat = lines.every(({ centered, right }) => !centered && !right);
  const isMiddle = (line: TitleLine) => isFlat || line.centered;
  const middle = fieldsInMiddle(lines.filter(isMiddle));
  const labels = isFlat ? [] : labelsOf(lines);
  const top = lines.findIndex(isMiddle);
  let next = 0;
  return lines.map(
    (line, i) => labels[i] ?? (isMiddle(line) ? (middle[next++] ?? 'Title') : fieldAside(line, i < top)),
  );
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
function labelsOf(lines: readonly TitleLine[]): (string | undefined)[] {
  const labels: (string | undefined)[] = lines.map(() => undefined);
  for (let start = 0; start < lines.length;) {
    let end = start + 1;
    while (end < lines.length && !lines[end]?.apart) end++;
    const keys = lines.slice(start, end).map((line) => (line.centered ? undefined : LABELLED.exec(line.text)?.[1]));
    if (keys.every((key) => key !== undefined)) labels.splice(start, keys.length, ...keys);
    start = end;
  }
  return labels;
}

function fieldAside({ text, right }: TitleLine, above: boolean): string {
  if (COPYRIGHT.test(text)) return 'Copyright';
  if (right || DATED.test(text) || MONTH.test(text)) return 'Draft date';
  return above ? 'Notes' : 'Contact';
}

/** What a line says in its field: without the label that names it. */
export function valueOf(text: string, field: string): string {
  const [, key, value] = LABELLED.exec(text) ?? [];
  return key === field && value !== undefined ? value : text;
}
