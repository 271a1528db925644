import type { NewPanel } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import { keysBetween } from '#shared/lib/order-key.ts';
import type { Scene, ScriptElement } from '#shared/screenplay/index.ts';
import type { Shot } from '#shared/shots/index.ts';

interface BoardedFrame {
  /** How the script lines it shows begin. A line of dialogue brings its cue along. */
  readonly lines: readonly string[];
  readonly caption: string;
  readonly shot: Partial<Omit<Shot, 'id'>>;
  readonly seconds: number;
}

/** The director's first pass over the opening scenes of the demo, scene by scene. */
const BOARD: readonly (readonly BoardedFrame[])[] = [
  [
    {
      lines: ['EXT. ESTUARY', 'Grey water, grey sky'],
      caption: 'First light. Water and sky are one grey.',
      shot: { size: 'EWS', lens: 18, movement: 'dolly_in' },
      seconds: 5,
    },
    {
      lines: ['An iron SWING BRIDGE', 'Twice a day the river stops'],
      caption: 'The bridge on its one pier, one window lit.',
      shot: { size: 'LS', angle: 'low', lens: 35 },
      seconds: 6,
    },
    {
      lines: ['A gull lands', 'Twelve minutes.'],
      caption: 'The gull does not drift. Slack water.',
      shot: { size: 'INSERT', angle: 'high', lens: 85 },
      seconds: 5,
    },
  ],
  [
    {
      lines: ['I/E. ZO', 'A coast road, marsh'],
      caption: 'Zoë at the wheel, wipers dragging.',
      shot: { size: 'MS', lens: 35, movement: 'handheld' },
      seconds: 4,
    },
    {
      lines: ["He's seventy-two, Nadia."],
      caption: 'She talks to the phone, not to the road.',
      shot: { size: 'MCU', lens: 50, movement: 'handheld' },
      seconds: 3,
    },
    {
      lines: ['Zoë overtakes a tractor.'],
      caption: 'The boat slides; her hand knows where.',
      shot: { size: 'INSERT', angle: 'high', lens: 50, movement: 'truck_left' },
      seconds: 2,
    },
    {
      lines: ['When did you last see him?', 'Zoë watches the road.'],
      caption: 'No answer.',
      shot: { size: 'CU', lens: 85, movement: 'dolly_in' },
      seconds: 4,
    },
  ],
  [
    {
      lines: ['EXT. SWING BRIDGE', 'The truck stops nose to nose'],
      caption: 'Truck against barrier, the bridge beyond.',
      shot: { size: 'EWS', angle: 'high', lens: 24 },
      seconds: 4,
    },
    {
      lines: ['Zoë climbs down.', 'She takes one step onto the iron.'],
      caption: 'One step. The iron rings.',
      shot: { size: 'FS', angle: 'low', lens: 22 },
      seconds: 4,
    },
    {
      lines: ['She looks up. On the cabin steps', 'It has held since 1911.'],
      caption: 'René on the steps, saucepan in hand.',
      shot: { size: 'MLS', angle: 'low', lens: 50 },
      seconds: 4,
    },
    {
      lines: ["I've come to fetch you, Papa.", 'I know. Nadia telephoned.'],
      caption: 'The length of the deck between them.',
      shot: { size: 'OTS', lens: 50 },
      seconds: 4,
    },
  ],
];

/** The frames of one scene as panels anchored to its lines; none for a scene that is not boarded. */
export function demoBoard(scene: Scene): NewPanel[] {
  const frames = BOARD[scene.index] ?? [];
  const orders = keysBetween(null, null, frames.length);
  return frames.map((frame, i) => ({
    order: must(orders[i]),
    anchors: frame.lines.flatMap((line) => anchorsAt(scene, line)).map((element) => element.id),
    caption: frame.caption,
    durationMs: frame.seconds * 1000,
    shot: frame.shot,
  }));
}

function anchorsAt({ heading, body }: Scene, beginning: string): ScriptElement[] {
  const elements = [heading, ...body];
  const at = elements.findIndex((element) => element.text.startsWith(beginning));
  const line = must(elements[at], `the demo has no line that begins with "${beginning}"`);
  const cue = elements.slice(0, at).findLast((element) => element.type === 'character');
  return line.type === 'dialogue' && cue ? [cue, line] : [line];
}
