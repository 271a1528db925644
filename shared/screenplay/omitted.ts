import { assert } from '#shared/lib/assert.ts';
import type { ElementId, NewId } from '#shared/lib/ids.ts';
import type { ElementType, ScriptElement, ScriptParagraph } from './element.ts';

/*
 * An omitted scene has two forms. In a project its lines stay where they are, and its heading names them (`omits`): so
 * whoever types in them keeps typing, and what hangs on them finds them again. Everything that prints, counts or writes a
 * script is given it folded: the lines lie in a heading that reads OMITTED (docs/decisions/018).
 */

/** What the trade prints in the place of an omitted scene. */
export const OMITTED = 'OMITTED';

interface Line {
  readonly id: ElementId | null;
  readonly type: ElementType;
  readonly omits?: readonly ElementId[] | null;
}

/** An omitted scene in a flat list. */
export interface OmittedRun {
  /** The index of its heading. */
  readonly heading: number;
  /** Behind the last line that is left out with it. */
  readonly end: number;
}

/**
 * The omitted scenes of a flat list, in order. Each reaches to the last line that its heading names, and what was written
 * between those is left out with them; a heading or section that is not named ends it.
 */
export function omittedRuns(lines: readonly Line[]): OmittedRun[] {
  const runs: OmittedRun[] = [];
  for (let at = 0; at < lines.length; at++) {
    const { type, omits = null } = lines[at] as Line;
    if (type !== 'scene_heading' || omits === null) continue;
    const named = new Set<ElementId | null>(omits);
    let end = at + 1;
    for (let next = end; next < lines.length; next++) {
      const { id, type: kind } = lines[next] as Line;
      if (named.has(id)) end = next + 1;
      else if (kind === 'scene_heading' || kind === 'section') break;
    }
    runs.push({ heading: at, end });
    at = end - 1;
  }
  return runs;
}

/** The lines of an omitted scene laid into its heading. A list without such a scene is given back as it is. */
export function foldOmitted(elements: readonly ScriptElement[]): readonly ScriptElement[] {
  const runs = omittedRuns(elements);
  if (runs.length === 0) return elements;
  const shown: ScriptElement[] = [];
  let at = 0;
  for (const { heading, end } of runs) {
    for (; at < heading; at++) shown.push(elements[at] as ScriptElement);
    shown.push(foldOne(elements[heading] as ScriptElement, elements.slice(heading + 1, end)));
    at = end;
  }
  return [...shown, ...elements.slice(at)];
}

interface Folded {
  readonly lines: readonly ScriptElement[];
  readonly heading: ScriptElement;
}

const known = new WeakMap<ScriptElement, Folded>();

/** The same object while nothing in the scene changes. */
function foldOne(own: ScriptElement, lines: readonly ScriptElement[]): ScriptElement {
  const before = known.get(own);
  if (before?.lines.length === lines.length && before.lines.every((line, at) => line === lines[at])) {
    return before.heading;
  }
  const { omits: _named, styles, ...rest } = own;
  const inside = { id: own.id, type: own.type, text: own.text, ...(styles && { styles }) };
  const heading = { ...rest, text: OMITTED, omitted: [inside, ...lines] };
  known.set(own, { lines, heading });
  return heading;
}

/** The other way: every line in its place, under a heading that names those that are left out. */
export function unfoldOmitted(elements: readonly ScriptElement[]): ScriptElement[] {
  return elements.flatMap((element) => (element.omitted ? unfoldOne(element, omittedOf(element)) : element));
}

/** The lines that lie in a folded heading, the heading as it was first; of a file, whose lines have no ids, none. */
export function omittedOf({ omitted = [] }: ScriptElement): readonly ScriptElement[] {
  return omitted.every((line): line is ScriptElement => 'id' in line) ? omitted : [];
}

/** Files may hold several scenes in one that is omitted: each becomes one of its own. */
function unfoldOne(
  { omitted = [], ...rest }: ScriptElement,
  [first, ...others]: readonly ScriptElement[],
): ScriptElement[] {
  assert(omitted.length === 0 || first !== undefined, 'what is omitted in a project has ids (`withId`)');
  const own = first?.type === 'scene_heading' ? first : null;
  const { styles: _styles, ...plain } = rest;
  const heading = own ? { ...plain, text: own.text, ...(own.styles && { styles: own.styles }) } : rest;
  const scenes: ScriptElement[][] = [[heading]];
  for (const line of own || !first ? others : [first, ...others]) {
    if (line.type === 'scene_heading') scenes.push([line]);
    else scenes.at(-1)?.push(line);
  }
  return scenes.flatMap(([head, ...lines]) => (head ? [{ ...head, omits: lines.map(({ id }) => id) }, ...lines] : []));
}

/** The paragraph as an element of a project; lines inside it that have no id get one. */
export function withId(paragraph: ScriptParagraph, id: ElementId, newId: NewId): ScriptElement {
  const { omitted, ...rest } = paragraph;
  if (!omitted) return { ...rest, id };
  const idOf = (line: ScriptParagraph) => (line as Partial<ScriptElement>).id ?? newId<ElementId>();
  return { ...rest, id, omitted: omitted.map((line) => withId(line, idOf(line), newId)) };
}

/** A scene's heading as it was written, omitted or not. */
export function ownHeading(heading: ScriptElement): ScriptElement {
  const [first] = omittedOf(heading);
  return first?.type === 'scene_heading' ? first : heading;
}
