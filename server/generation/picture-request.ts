import { textHash } from '#shared/lib/hash.ts';
import type { ElementId, PanelId, ProjectId } from '#shared/lib/ids.ts';
import { loadState, readPanel, readLines, readSettings, readShot, type ProjectDoc } from '#shared/collab/index.ts';
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
import { hashOfLines } from '#shared/storyboard/index.ts';
import type { PictureRequest, RequestLine } from './provider.ts';

/** What is asked of a provider, and what the record and the panel keep of the script as it was then. */
export interface PreparedPicture {
  readonly request: PictureRequest;
  readonly elements: readonly ElementId[];
  readonly textHash: string;
  /** What people wrote: lines and caption. */
  readonly written: string;
  /** The state of the document it was read from. */
  readonly revision: { readonly epoch: number; readonly seq: number };
  /** Milliseconds since the epoch. */
  readonly preparedAt: number;
}

/** Undefined when the panel is gone. */
export function preparePicture(
  { state, epoch, seq }: { readonly state: Uint8Array; readonly epoch: number; readonly seq: number },
  project: ProjectId,
  panel: PanelId,
  now: number,
): PreparedPicture | undefined {
  const doc = loadState(state);
  try {
    const read = readPicture(doc, project, panel);
    return read && { ...read, revision: { epoch, seq }, preparedAt: now };
  } finally {
    doc.destroy();
  }
}

function readPicture(doc: ProjectDoc, project: ProjectId, id: PanelId) {
  const panel = readPanel(doc, id);
  if (!panel) return undefined;
  // A picture of an omitted scene shows what would return.
  const script = readLines(doc);
  const byId = new Map(script.map((element) => [element.id, element]));
  const anchored = panel.anchors.flatMap((anchor) => byId.get(anchor) ?? []);
  const scenes = scenesOf(script);
  const sceneOf = sceneByElement(scenes);
  const scene = anchored.map((element) => sceneOf.get(element.id)).find((found) => found !== undefined);
  const heading = scene ? parseHeading(scene.heading.text) : null;
  const { size, angle, movement, lens } = readShot(doc, panel.shot);
  const caption = panel.caption.trim() === '' ? [] : [{ type: 'action', text: clean(panel.caption) }];
  const lines = [...linesOf(anchored), ...caption];
  const request: PictureRequest = {
    heading: clean(scene?.heading.text ?? ''),
    setting: heading?.setting ?? null,
    location: clean(heading?.location ?? ''),
    time: scene ? timeIn(scenes, scene) : '',
    lines,
    before: scene ? linesBefore(scene, anchored[0]) : [],
    shot: { size, angle, movement, lens },
    aspectRatio: readSettings(doc).aspectRatio,
    seed: seedOf(`${project} ${heading?.setting ?? ''} ${heading?.location ?? id}`),
    cast: charactersOf(script).map(({ name }) => clean(name)),
  };
  return {
    request,
    elements: anchored.map((element) => element.id),
    textHash: hashOfLines(anchored),
    written: lines.map((line) => line.text).join('\n'),
  };
}

function linesOf(elements: readonly ScriptElement[]): RequestLine[] {
  return elements
    .filter((element) => !isOutline(element.type))
    .map(({ type, text }) => ({ type, text: clean(printedText(text)) }));
}

function linesBefore(scene: Scene, first: ScriptElement | undefined): RequestLine[] {
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
