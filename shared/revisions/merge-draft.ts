import type { ElementId, NewId } from '#shared/lib/ids.ts';
import { longestIncreasing } from '#shared/lib/longest-run.ts';
import { must } from '#shared/lib/assert.ts';
import {
  inCapitals,
  sameLayout,
  sameOmitted,
  sameParagraph,
  type ScriptElement,
  type ScriptParagraph,
  withId,
  type TitlePage,
} from '#shared/screenplay/index.ts';
import { matchLines } from './match-lines.ts';

/**
 * The project's script as a newer draft of it would have it, by a merge of three. `echo` is what a file of the draft's
 * format gives back of the project: what the format can't hold is missing there as it is missing in the draft, so it is
 * no change and stays. Lines that the draft still has keep their id wherever they stand; others get one from `newId`.
 * A draft that says what the echo says changes nothing.
 */
export function mergeDraft(
  project: readonly ScriptElement[],
  echo: readonly ScriptParagraph[],
  draft: readonly ScriptParagraph[],
  newId: NewId,
): ScriptElement[] {
  const { opening, blocks } = blocksOf(project, echo);
  const match = matchLines(echo, draft);
  // A script in which nothing is said yet has nothing to keep.
  const merged = blocks.size > 0 ? [...opening] : [];
  for (let k = 0; k < draft.length;) {
    const j = must(match[k]);
    const block = blocks.get(j);
    if (block && isWhole(block, match, k, (at) => sameLine(must(echo[at]), must(draft[k + at - j])))) {
      merged.push(...block.elements);
      k += block.size;
      continue;
    }
    const paragraph = must(draft[k++]);
    const [own, ...others] = block?.elements ?? [];
    const isOne = block?.size === 1 && others.every(isSilent);
    const said = own && isOne ? mergeLine(own, must(echo[j]), paragraph) : paragraph;
    merged.push(withId(said, own?.id ?? newId<ElementId>(), newId), ...others.filter(isSilent));
  }
  return merged;
}

/** Neighbouring elements of the project and the lines of the echo that say them: as a rule one and one. */
interface Block {
  readonly elements: readonly ScriptElement[];
  /** How many lines. */
  readonly size: number;
}

/** By the index of a block's first line; and the elements before them all that no line says. */
function blocksOf(project: readonly ScriptElement[], echo: readonly ScriptParagraph[]) {
  const own = matchLines(project, echo);
  const first = project.findIndex((element) => !isSilent(element));
  const pairs = longestIncreasing(own).map((j) => [must(own[j]), j] as const);
  const cuts = [[Math.max(0, first), 0] as const, ...pairs.filter(([i, j]) => i > first && j > 0)];
  const blocks = new Map<number, Block>();
  let joined: { start: number; block: Block } | null = null;
  for (const [at, [i, j]] of cuts.entries()) {
    const [end, next] = cuts[at + 1] ?? [project.length, echo.length];
    const segment = { elements: project.slice(i, end), size: next - j };
    const isEven = segment.size === 1 && segment.elements.filter((element) => !isSilent(element)).length <= 1;
    const start: number = joined?.start ?? j;
    const block: Block = joined ? join(joined.block, segment) : segment;
    if (block.size > 0) blocks.set(start, block);
    // What is over here may as well belong to what follows.
    joined = isEven ? null : { start, block };
  }
  return { opening: project.slice(0, Math.max(0, first)), blocks };
}

function join(a: Block, b: Block): Block {
  return { elements: [...a.elements, ...b.elements], size: a.size + b.size };
}

/** An element that a format can't say, for it is empty. */
function isSilent({ text }: ScriptParagraph): boolean {
  return text.trim() === '';
}

/** Whether the draft has a block's lines as they are, all of them and together. */
function isWhole(block: Block, match: readonly number[], k: number, isSame: (at: number) => boolean): boolean {
  const j = must(match[k]);
  for (let at = j; at < j + block.size; at++) if (match[k + at - j] !== at || !isSame(at)) return false;
  return true;
}

/** What prints alike is alike: nobody sees how a heading's capitals were typed. */
function sameLine(a: ScriptParagraph, b: ScriptParagraph): boolean {
  return sameParagraph(inCapitals(a), inCapitals(b)) && a.colour === b.colour && sameOmitted(a.omitted, b.omitted);
}

/** The draft's word where it differs from the echo's, else the project's own. */
function mergeLine(own: ScriptParagraph, echo: ScriptParagraph, draft: ScriptParagraph): ScriptParagraph {
  const type = draft.type === echo.type ? own.type : draft.type;
  const number = draft.number === echo.number ? own.number : draft.number;
  const dual = draft.dual === echo.dual ? own.dual : draft.dual;
  const level = draft.level === echo.level ? own.level : draft.level;
  // What is another kind of line now has no more of its own than the draft says.
  const { style } = type === own.type && draft.style === echo.style ? own : draft;
  const { layout } = type === own.type && sameLayout(draft.layout, echo.layout) ? own : draft;
  // In another form the same words may be written in another way.
  const isWordForWord = sameParagraph(wordsOf(draft), wordsOf(echo));
  const { text, styles = [] } = isWordForWord ? own : draft;
  const colour = draft.colour === echo.colour ? own.colour : draft.colour;
  // A heading that says something else now has no scene left out under it but what the draft leaves out.
  const { omitted } = isWordForWord && sameOmitted(draft.omitted, echo.omitted) ? own : draft;
  return {
    ...{ type, text },
    ...(styles.length > 0 && { styles }),
    ...(number !== undefined && { number }),
    ...(dual && { dual }),
    ...(level !== undefined && { level }),
    ...(style !== undefined && { style }),
    ...(layout && { layout }),
    ...(colour !== undefined && { colour }),
    ...(omitted && { omitted }),
    ...(own.bookmark !== undefined && { bookmark: own.bookmark }),
  };
}

function wordsOf({ type, text, styles = [] }: ScriptParagraph): ScriptParagraph {
  return inCapitals({ type, text, styles });
}

/** The same for the title page, field by field. A draft without one, as a plain text is, takes nothing away. */
export function mergeTitlePage(project: TitlePage, echo: TitlePage, draft: TitlePage): TitlePage {
  if (Object.keys(draft).length === 0) return project;
  const fields = Object.entries(draft).map(([key, lines]) => [
    key,
    same(echo[key], lines) ? (project[key] ?? lines) : lines,
  ]);
  return Object.fromEntries(fields) as TitlePage;
}

function same(a: readonly string[] | undefined, b: readonly string[]): boolean {
  return a?.length === b.length && a.every((line, at) => line === b[at]);
}
