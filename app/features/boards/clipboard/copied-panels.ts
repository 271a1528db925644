import type { AssetHash, ElementId, PanelId, ProjectId, ShotId, TakeId, UserId } from '#shared/lib/ids.ts';
import { SHOT_FIELDS, checkedValue, type Field, type Shot } from '#shared/shots/index.ts';
import {
  PANEL_FIELDS,
  SUGGESTED_PARTS,
  TAKE_SOURCES,
  type BlockingParts,
  type Panel,
  type PanelText,
  type Suggested,
  type Take,
} from '#shared/storyboard/index.ts';
import type { LiveStoryboard } from '#app/collab/use-storyboard.ts';
import { panelsOf } from '../board-edits.ts';

/** Under which browsers keep panels on the clipboard beside their words. */
export const PANELS_TYPE = 'application/x-beatboard-panels+json';

const VERSION = 1;
/** What is more than this was not copied here. */
const MOST_PANELS = 2000;
/** Characters of JSON; a dozen people with all that can be said of them are a quarter of it. */
const MOST_BLOCKING = 20_000;

export interface CopiedPanel {
  readonly shot: ShotId;
  readonly text: PanelText;
  readonly anchors: readonly ElementId[];
  readonly textHash: string;
  readonly take: TakeId | null;
  readonly takes: readonly Take[];
  /** The panel itself, when something is drawn on it. */
  readonly drawing: PanelId | null;
  /** What was put by hand in it. */
  readonly blocking: BlockingParts;
  /** Which of its parts are a model's. */
  readonly suggested: Suggested;
}

/** Panels as they travel. */
export interface CopiedPanels {
  readonly project: ProjectId;
  readonly shots: readonly Shot[];
  /** In board order. */
  readonly panels: readonly CopiedPanel[];
}

export function copyPanels(project: ProjectId, storyboard: LiveStoryboard, ids: readonly PanelId[]): CopiedPanels {
  const panels = panelsOf(storyboard, ids);
  const shots = new Set(panels.map(({ shot }) => shot));
  return {
    project,
    shots: [...shots].flatMap((id) => storyboard.shots.get(id) ?? []),
    panels: panels.map(
      ({ id, drawn, shot, anchors, textHash, take, takes, blocking = {}, suggested = {}, ...panel }) => ({
        ...{ shot, anchors, textHash, take, takes, blocking, suggested, drawing: drawn > 0 ? id : null },
        text: fieldsOf(PANEL_FIELDS, panel) as unknown as PanelText,
      }),
    ),
  };
}

export function writeCopied(copied: CopiedPanels): string {
  return JSON.stringify({ ...copied, version: VERSION });
}

/** A line for each, for programs that know no panels. */
export function wordsOfPanels(panels: readonly Panel[], numbers: readonly string[]): string {
  return panels.map(({ caption }, i) => [numbers[i] ?? '', caption].filter(Boolean).join('  ')).join('\n');
}

/** What a clipboard holds, if it is panels: anybody may have put anything there, and what is no value is the default. */
export function readCopied(json: string): CopiedPanels | null {
  const value = parsed(json);
  const { version, project, shots, panels } = value;
  if (version !== VERSION || !isId(project) || !Array.isArray(shots) || !Array.isArray(panels)) return null;
  if (panels.length === 0 || panels.length > MOST_PANELS) return null;
  return {
    project: project as ProjectId,
    shots: shots.map(objectOf).flatMap((shot) => (isId(shot['id']) ? [shotOf(shot)] : [])),
    panels: panels.map(objectOf).flatMap((panel) => (isId(panel['shot']) ? [panelOf(panel)] : [])),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function parsed(json: string): Fields {
  try {
    return objectOf(JSON.parse(json));
  } catch {
    return {};
  }
}

function objectOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function fieldsOf(fields: readonly Field[], from: object): Fields {
  return Object.fromEntries(fields.map((field) => [field.name, checkedValue(field, (from as Fields)[field.name])]));
}

function shotOf(shot: Fields): Shot {
  return { ...(fieldsOf(SHOT_FIELDS, shot) as unknown as Shot), id: shot['id'] as ShotId };
}

function panelOf({ shot, text, anchors, textHash, take, takes, blocking, suggested, drawing }: Fields): CopiedPanel {
  return {
    shot: shot as ShotId,
    text: fieldsOf(PANEL_FIELDS, objectOf(text)) as unknown as PanelText,
    anchors: Array.isArray(anchors) ? (anchors.filter(isId) as ElementId[]) : [],
    textHash: typeof textHash === 'string' ? textHash : '',
    take: isId(take) ? (take as TakeId) : null,
    drawing: isId(drawing) ? (drawing as PanelId) : null,
    // Its parts are checked by whoever reads them.
    blocking: JSON.stringify(objectOf(blocking)).length > MOST_BLOCKING ? {} : objectOf(blocking),
    suggested: Object.fromEntries(
      SUGGESTED_PARTS.map((part) => [part, objectOf(suggested)[part]]).filter(([, id]) => isId(id)),
    ) as Suggested,
    takes: Array.isArray(takes) ? takes.map(objectOf).flatMap((each) => takeOf(each) ?? []) : [],
  };
}

function takeOf({ id, asset, width, height, source, provider, at, by }: Fields): Take | null {
  const numbers = [width, height, at].every((number) => typeof number === 'number' && number >= 0);
  const known = (TAKE_SOURCES as readonly unknown[]).includes(source) && typeof provider === 'string';
  if (!isId(id) || !isId(by) || !numbers || !known || typeof asset !== 'string' || !/^[0-9a-f]{64}$/.test(asset))
    return null;
  return {
    ...{ id: id as TakeId, asset: asset as AssetHash, by: by as UserId, source: source as Take['source'], provider },
    ...{ width: width as number, height: height as number, at: at as number },
  };
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-z]{16}$/.test(value);
}
