import { must } from '#shared/lib/assert.ts';
import { countUpTo } from '#shared/lib/count-up-to.ts';
import { hasHidden, hiddenIn, type ScriptParagraph, type StyleSpan, type TextRun } from '#shared/screenplay/index.ts';
import { keep, keptParagraph, keptRun, type KeptParagraph } from './kept.ts';

/*
 * Each line of a speech is a Dialogue paragraph of its own in Final Draft's files (and those of Fountain's converters),
 * while a script holds a speech as one paragraph of lines that stand alike. What a line's paragraph kept lies on the line
 * break before it.
 */

/** Whether a line can be one among others: its own line breaks and brackets must not be taken for more. */
export function joinsSpeech({ kept }: ScriptParagraph): boolean {
  const { soft, literal } = keptParagraph(kept);
  return !soft && !literal;
}

/** One paragraph of what these say, a line for each; all of them where a note would begin in one and end in another. */
export function joinDialogue(lines: readonly ScriptParagraph[]): readonly ScriptParagraph[] {
  const [first, ...rest] = lines;
  if (!first || rest.length === 0) return lines;
  const texts = [first.text];
  const styles: StyleSpan[] = [...(first.styles ?? [])];
  const runs: TextRun[] = [...(first.runs ?? [])];
  let length = first.text.length;
  for (const line of rest) {
    const kept = line.kept && keep({ paragraph: keptParagraph(line.kept) });
    if (kept) runs.push({ from: length, to: length + 1, kept });
    length++;
    for (const span of line.styles ?? []) styles.push(moved(span, length));
    for (const run of line.runs ?? []) runs.push(moved(run, length));
    texts.push(line.text);
    length += line.text.length;
  }
  const text = texts.join('\n');
  if (hasHidden(text) && regionsOf([text]) !== regionsOf(texts)) return lines;
  return [{ ...first, text, ...(styles.length > 0 && { styles }), ...(runs.length > 0 && { runs }) }];
}

/** Where notes stand in these lines, counted as if they were one text. */
function regionsOf(texts: readonly string[]): string {
  let start = 0;
  const regions = texts.flatMap((text) => {
    const by = start;
    start += text.length + 1;
    return hiddenIn(text).map(({ from, to }) => `${String(from + by)} ${String(to + by)}`);
  });
  return regions.join();
}

function moved<S extends { readonly from: number; readonly to: number }>(span: S, by: number): S {
  return { ...span, from: span.from + by, to: span.to + by };
}

/** The paragraphs of a speech, a line each. */
export function splitDialogue(speech: ScriptParagraph): ScriptParagraph[] {
  if (!speech.text.includes('\n') || keptParagraph(speech.kept).soft) return [speech];
  const breaks = breaksOf(speech);
  const lines = [...breaks.map(({ at }) => at), speech.text.length].map((to, i) => {
    const from = i === 0 ? 0 : must(breaks[i - 1]).at + 1;
    return { from, to, styles: [] as StyleSpan[], runs: [] as TextRun[] };
  });
  for (const span of speech.styles ?? []) deal(span, lines, (line, part) => line.styles.push(part));
  for (const run of speech.runs ?? []) deal(run, lines, (line, part) => line.runs.push(part));
  const { kept, runs: _runs, styles: _styles, ...first } = speech;
  const { layout } = first;
  return lines.map(({ from, to, styles, runs }, i) => {
    const own = i === 0 ? kept : keep(must(breaks[i - 1]).paragraph);
    return {
      ...(i === 0 ? first : { type: speech.type, ...(layout && { layout }) }),
      text: speech.text.slice(from, to),
      ...(styles.length > 0 && { styles }),
      ...(runs.length > 0 && { runs }),
      ...(own && { kept: own }),
    };
  });
}

interface Break {
  readonly at: number;
  readonly paragraph: KeptParagraph;
}

/** The line breaks at which a new paragraph begins: all but those in notes. */
function breaksOf({ text, runs = [] }: ScriptParagraph): Break[] {
  const hidden = hiddenIn(text);
  const breaks: Break[] = [];
  let [region, run] = [0, 0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    while ((hidden[region]?.to ?? Infinity) <= at) region++;
    while ((runs[run]?.to ?? Infinity) <= at) run++;
    const own = (runs[run]?.from ?? Infinity) <= at ? keptRun(runs[run]?.kept) : {};
    if ((hidden[region]?.from ?? Infinity) > at) breaks.push({ at, paragraph: own.paragraph ?? {} });
  }
  return breaks;
}

/** Gives each line its part of a span; a run without text goes to the line in which it stands. */
function deal<S extends { readonly from: number; readonly to: number }, L extends { from: number; to: number }>(
  span: S,
  lines: readonly L[],
  give: (line: L, part: S) => void,
): void {
  let next = countUpTo(lines.length, (i) => must(lines[i]).to < span.from);
  for (let line = lines[next]; line && line.from <= span.to; line = lines[++next]) {
    const [from, to] = [Math.max(span.from, line.from), Math.min(span.to, line.to)];
    if (from < to || (from === to && span.from === span.to))
      give(line, { ...span, from: from - line.from, to: to - line.from });
  }
}
