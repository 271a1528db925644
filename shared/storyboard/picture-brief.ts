import { textHash } from '#shared/lib/hash.ts';
import type { ElementId, ProjectId } from '#shared/lib/ids.ts';
import {
  charactersOf,
  isOutline,
  parseHeading,
  printedText,
  sceneByElement,
  scenesOf,
  type Heading,
  type Scene,
  type ScriptElement,
} from '#shared/screenplay/index.ts';
import type { Shot } from '#shared/shots/index.ts';
import { arrangePanels } from './arrange.ts';
import { effectiveBlocking } from './blocking.ts';
import type { BlockingParts, Panel } from './panel.ts';

/** A line as the artist reads it: printed text alone. `type` is an element type. */
export interface BriefLine {
  readonly type: string;
  readonly text: string;
}

/** What people say of how somebody looks (shared/cast). */
export interface LookWords {
  readonly age: string;
  readonly build: string;
  readonly hair: string;
  readonly wardrobe: string;
}

/** Looks by the names that cues have, as `nameKey` says them. */
export type LooksByName = Readonly<Record<string, LookWords>>;

/** What a panel's picture is made from, whoever makes it. Plain JSON, `blocking` as far as the document's writers keep to it. */
export interface PictureBrief {
  /** As written; empty for a panel that hangs on no scene. */
  readonly heading: string;
  readonly setting: Heading['setting'];
  readonly location: string;
  /** The time of day that holds here, `CONTINUOUS` and its like resolved; empty when nothing says. */
  readonly time: string;
  /** The lines that the panel hangs on, and its caption. */
  readonly lines: readonly BriefLine[];
  /** The scene's lines before them. */
  readonly before: readonly BriefLine[];
  readonly shot: Pick<Shot, 'size' | 'angle' | 'movement' | 'lens'>;
  /** Width over height. */
  readonly aspectRatio: number;
  /** The same for every panel of one place. */
  readonly seed: number;
  /** The script's characters in order of appearance. */
  readonly cast: readonly string[];
  /** How everybody of whom somebody said it looks in the scene; left out where nobody did. */
  readonly looks?: LooksByName;
  /** What people put by hand (shared/previz); left out where nobody did. */
  readonly blocking?: BlockingParts;
}

export interface BriefInput {
  readonly project: ProjectId;
  readonly panel: Panel;
  /** All of the project, in any order. */
  readonly panels: Iterable<Panel>;
  readonly shot: Shot;
  /** All of it: a picture of an omitted scene shows what would return. */
  readonly script: readonly ScriptElement[];
  readonly aspectRatio: number;
  /** The looks that hold in a scene; null: outside all. */
  readonly looksIn: (scene: ElementId | null) => LooksByName;
}

export interface Brief {
  readonly brief: PictureBrief;
  /** The lines that the panel hangs on. */
  readonly anchored: readonly ScriptElement[];
}

/** The one reading of script and boards for a picture: server and window make the same frame of it. */
export function briefOf({ project, panel, panels, shot, script, aspectRatio, looksIn }: BriefInput): Brief {
  const byId = new Map(script.map((element) => [element.id, element]));
  const anchored = panel.anchors.flatMap((anchor) => byId.get(anchor) ?? []);
  const scenes = scenesOf(script);
  const sceneOf = sceneByElement(scenes);
  const scene = anchored.map((element) => sceneOf.get(element.id)).find((found) => found !== undefined);
  const board = scene && arrangePanels(scenes, panels).boards.find((found) => found.scene.id === scene.id);
  const { parts } = effectiveBlocking(board?.panels ?? [panel], panel.id);
  const heading = scene ? parseHeading(scene.heading.text) : null;
  const looks = Object.entries(looksIn(scene?.id ?? null)).map(([name, look]) => [clean(name), cleanLook(look)]);
  const { size, angle, movement, lens } = shot;
  const caption = panel.caption.trim() === '' ? [] : [{ type: 'action', text: clean(panel.caption) }];
  const brief: PictureBrief = {
    heading: clean(scene?.heading.text ?? ''),
    setting: heading?.setting ?? null,
    location: clean(heading?.location ?? ''),
    time: scene ? timeIn(scenes, scene) : '',
    lines: [...linesOf(anchored), ...caption],
    before: scene ? linesBefore(scene, anchored[0]) : [],
    shot: { size, angle, movement, lens },
    aspectRatio,
    seed: seedOf(`${project} ${heading?.setting ?? ''} ${heading?.location ?? panel.id}`),
    cast: charactersOf(script).map(({ name }) => clean(name)),
    ...(looks.length > 0 && { looks: Object.fromEntries(looks) as LooksByName }),
    ...(Object.keys(parts).length > 0 && { blocking: parts }),
  };
  return { brief, anchored };
}

function cleanLook({ age, build, hair, wardrobe }: LookWords): LookWords {
  return { age: clean(age), build: clean(build), hair: clean(hair), wardrobe: clean(wardrobe) };
}

function linesOf(elements: readonly ScriptElement[]): BriefLine[] {
  return elements
    .filter((element) => !isOutline(element.type))
    .map(({ type, text }) => ({ type, text: clean(printedText(text)) }));
}

function linesBefore(scene: Scene, first: ScriptElement | undefined): BriefLine[] {
  const at = scene.body.findIndex((element) => element.id === first?.id);
  return linesOf(scene.body.slice(0, Math.max(at, 0)));
}

const SAME_TIME: readonly Heading['time'][] = ['CONTINUOUS', 'SAME', 'LATER', 'MOMENTS LATER', null];

/** A scene that goes on from the one before has its time of day. */
function timeIn(scenes: readonly Scene[], scene: Scene): string {
  for (let i = scene.index; i >= 0; i--) {
    const time = parseHeading(scenes[i]?.heading.text ?? '').time;
    if (!SAME_TIME.includes(time)) return time ?? '';
    if (time === null && i === scene.index) return '';
  }
  return '';
}

/** The same place looks the same in every panel, whatever scene it comes back in. */
function seedOf(place: string): number {
  return Number.parseInt(textHash(place).slice(-8), 16);
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair in JSON; a paste can bring both. */
function clean(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '');
}
