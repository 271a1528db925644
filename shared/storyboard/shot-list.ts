import type { ShotId } from '#shared/lib/ids.ts';
import {
  daylightsOf,
  parseCue,
  parseHeading,
  type Daylight,
  type Heading,
  type Scene,
} from '#shared/screenplay/index.ts';
import { DEFAULT_SHOT, labelSetups, type Numbering, type Shot, type ShotSize } from '#shared/shots/index.ts';
import type { SceneBoard, Storyboard } from './arrange.ts';
import { anchoredLines, excerptOf, linesById, type Lines } from './links.ts';
import type { Panel } from './panel.ts';

/** One camera setup of a scene, as the crew shoots it. */
export interface ShotRow {
  readonly scene: Scene;
  readonly heading: Heading;
  readonly daylight: Daylight | null;
  /** As on the slate: `12A`. */
  readonly label: string;
  readonly shot: Shot;
  /** Its frames, in board order, also where others stand between them. */
  readonly panels: readonly Panel[];
  /** What stands for the description where nobody has written one: the caption, or the lines that it shows. */
  readonly says: string;
  /** Who speaks in its lines. */
  readonly speakers: readonly string[];
}

export interface ShotListOptions {
  readonly shots: ReadonlyMap<ShotId, Shot>;
  readonly numbering: Numbering;
}

/** Every setup of the film in script order. What hangs on no line of the script is not shot, and not listed. */
export function shotList({ boards }: Storyboard, { shots, numbering }: ShotListOptions): ShotRow[] {
  const scenes = boards.map(({ scene }) => scene);
  const lines = linesById(scenes);
  const daylights = daylightsOf(scenes.map(({ heading }) => heading.text));
  return boards.flatMap((board, i) => rowsOf(board, lines, daylights[i] ?? null, { shots, numbering }));
}

function rowsOf(
  { scene, panels }: SceneBoard,
  lines: Lines,
  daylight: Daylight | null,
  { shots, numbering }: ShotListOptions,
): ShotRow[] {
  const bySetup = new Map<ShotId, Panel[]>();
  for (const panel of panels) {
    const own = bySetup.get(panel.shot);
    if (own) own.push(panel);
    else bySetup.set(panel.shot, [panel]);
  }
  const labels = labelSetups(scene.number, [...bySetup.keys()], numbering);
  const heading = parseHeading(scene.heading.text);
  return [...bySetup].map(([id, own]) => {
    const anchored = own.flatMap((panel) => anchoredLines(panel, lines));
    const { action, dialogue } = excerptOf(anchored);
    return {
      ...{ scene, heading, daylight, label: labels.get(id) ?? '', panels: own },
      shot: shots.get(id) ?? { id, ...DEFAULT_SHOT },
      says: own.find(({ caption }) => caption !== '')?.caption ?? (action || dialogue),
      speakers: [...new Set(anchored.flatMap(({ type, text }) => (type === 'character' ? [parseCue(text).name] : [])))],
    };
  });
}

/** Wide first: what is lit for a wide frame serves the closer ones. */
const FROM_WIDE: readonly ShotSize[] = [
  'EST',
  'EWS',
  'LS',
  'FS',
  'MLS',
  '2S',
  'MS',
  'OTS',
  'OTS_L',
  'OTS_R',
  'POV',
  'MCU',
  'CU',
  'VCU',
  'ECU',
  // Often left to another day.
  'INSERT',
];

/**
 * The order in which it would be shot, as far as script and board tell: place by place, in a place day before night, there
 * scene by scene, and of a scene the wide setups before the close ones. People arrange it further in a schedule.
 */
export function inShootingOrder(rows: readonly ShotRow[]): ShotRow[] {
  const places = new Map<string, number>();
  const placeOf = ({ heading: { location, setting } }: ShotRow) => `${location}\n${setting ?? ''}`;
  for (const row of rows) if (!places.has(placeOf(row))) places.set(placeOf(row), places.size);
  const keyOf = (row: ShotRow): readonly number[] => [
    places.get(placeOf(row)) ?? 0,
    row.daylight === 'night' ? 1 : 0,
    row.scene.index,
    FROM_WIDE.indexOf(row.shot.size),
  ];
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .sort((a, b) => firstDifference(a.key, b.key))
    .map(({ row }) => row);
}

function firstDifference(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
