import type { ElementId } from '#shared/lib/ids.ts';
import { charactersOf } from './cue.ts';
import type { ScriptElement, ScriptParagraph } from './element.ts';
import { printedText } from './hidden.ts';
import { omittedRuns, ownHeading } from './omitted.ts';
import type { Scene } from './scene.ts';

/** A row of the script's outline: a scene, or a section that scenes stand under. */
export interface OutlineRow {
  readonly kind: 'scene' | 'section';
  /** The heading's or the section line's element. */
  readonly id: ElementId;
  /** As typed, without notes. */
  readonly text: string;
  /** A scene's number as printed; empty for a section. */
  readonly number: string;
  /** The number stands on the heading, and stays. */
  readonly isLocked: boolean;
  /** The scene is left out: what the row says of it is what would return. */
  readonly isOmitted: boolean;
  /** A scene's colour, `#RRGGBB`; empty for none. */
  readonly colour: string;
  /** A section's level from 1; 0 for a scene. */
  readonly level: number;
  /** How many sections it stands in. */
  readonly depth: number;
  /** The synopsis lines right under it, as one. */
  readonly synopsis: string;
  /** Who speaks in the scene, in order of appearance, with commas between. */
  readonly speakers: string;
}

const speakers = new WeakMap<Scene, string>();

/** The outline in script order. `scenes` are those of `elements`, folded; one that stays the same is not read again. */
export function outlineOf(elements: readonly ScriptElement[], scenes: readonly Scene[]): OutlineRow[] {
  const rows: OutlineRow[] = [];
  const open: number[] = [];
  let next = 0;
  elements.forEach((element, index) => {
    const { id, type } = element;
    if (type !== 'section' && type !== 'scene_heading') return;
    const own = ownHeading(element);
    const synopsis = element.omitted ? synopsisAt(element.omitted, 1) : synopsisAt(elements, index + 1);
    const shared = { id, text: printedText(own.text).trim(), synopsis };
    if (type === 'section') {
      const level = element.level ?? 1;
      while ((open.at(-1) ?? 0) >= level) open.pop();
      rows.push({ ...SECTION, ...shared, level, depth: open.length });
      open.push(level);
      return;
    }
    const scene = scenes[next++];
    if (!scene) return;
    rows.push({
      ...shared,
      kind: 'scene',
      ...{ number: scene.number, level: 0, depth: open.length },
      ...{ isLocked: element.number !== undefined, isOmitted: element.omitted !== undefined },
      ...{ colour: element.colour ?? '', speakers: speakersOf(scene) },
    });
  });
  return rows;
}

const SECTION = {
  ...({ kind: 'section', number: '' } as const),
  ...{ isLocked: false, isOmitted: false, colour: '', speakers: '' },
};

function synopsisAt(elements: readonly ScriptParagraph[], from: number): string {
  let end = from;
  while (elements[end]?.type === 'synopsis') end++;
  if (end === from) return '';
  return elements
    .slice(from, end)
    .map(({ text }) => printedText(text).trim())
    .join(' ');
}

function speakersOf(scene: Scene): string {
  let names = speakers.get(scene);
  if (names === undefined) {
    names = charactersOf(scene.heading.omitted ?? scene.body)
      .map(({ name }) => name)
      .join(', ');
    speakers.set(scene, names);
  }
  return names;
}

/** Behind the last row that goes with this one: a section takes all that stands in it along. */
export function endOfRow(rows: readonly OutlineRow[], index: number): number {
  const row = rows[index];
  if (row?.kind !== 'section') return index + 1;
  const end = rows.findIndex((other, at) => at > index && other.kind === 'section' && other.level <= row.level);
  return end < 0 ? rows.length : end;
}

/**
 * The lines of a flat list that go with a row, in order: of a scene its heading and what follows, up to the next heading or section; of
 * a section all up to the next of its level or above. Empty when the row's element is no longer there.
 */
export function linesOfRow(elements: readonly ScriptElement[], id: ElementId): ElementId[] {
  const start = elements.findIndex((element) => element.id === id);
  const first = elements[start];
  if (!first) return [];
  const level = first.type === 'section' ? (first.level ?? 1) : Infinity;
  const end = elements.findIndex(
    ({ type, level: other = 1 }, at) =>
      at > start && ((type === 'section' && other <= level) || (type === 'scene_heading' && level === Infinity)),
  );
  const omitted = omittedRuns(elements).find(({ heading }) => heading === start)?.end ?? 0;
  return elements.slice(start, Math.max(omitted, end < 0 ? elements.length : end)).map((element) => element.id);
}
