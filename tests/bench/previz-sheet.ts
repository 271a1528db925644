import sharp from 'sharp';
import {
  INTERIORS,
  lookOf,
  renderFrame,
  RENDERER_VERSION,
  type PrevizSpec,
  type PoseName,
  type SetKind,
} from '#shared/previz/index.ts';
import type { Angle, Movement, ShotSize } from '#shared/shots/index.ts';

/**
 * Writes a contact sheet of previz frames, to be looked at: `node --import tsx tests/bench/previz-sheet.ts OUT.png
 * [key=a,b,c]…` with keys size, angle, set, pose,
 * people, from, focus, time, lens, move, ratio, seed, cast; a frame for every combination, `columns` to a row, `cell` pixels wide.
 */
const NAMES = ['TOM', 'MARIA', 'PETER', 'ANNA', 'JOHN', 'LISA', 'VICTOR', 'HELEN', 'OMAR', 'JUNE', 'DIEGO', 'RUTH'];
const NAME_LISTS: Record<string, readonly string[]> = { ages: ['OLD ERIK', 'LITTLE GIRL', 'GRANDMA', 'BOY'] };

const [out = 'previz-sheet.png', ...options] = process.argv.slice(2);
const given = new Map(options.map((option) => option.split('=') as [string, string]));
const cell = Number(given.get('cell') ?? 480);
const columns = Number(given.get('columns') ?? 3);

function specFor(choice: Record<string, string>, i: number): PrevizSpec {
  const people = Number(choice['people'] ?? 1);
  const poses = (choice['pose'] ?? (people > 1 ? 'talk+stand' : 'stand')).split('+') as PoseName[];
  const kind = (choice['set'] ?? 'room') as SetKind;
  const from = Number(choice['from'] ?? 0);
  return {
    renderer: RENDERER_VERSION,
    aspectRatio: Number(choice['ratio'] ?? 16 / 9),
    width: cell,
    seed: Number(choice['seed'] ?? i + 3),
    shot: {
      size: (choice['size'] ?? 'MS') as ShotSize,
      angle: (choice['angle'] ?? 'eye') as Angle,
      movement: (choice['move'] ?? 'static') as Movement,
      lens: Number(choice['lens'] ?? 35),
    },
    set: { kind, interior: INTERIORS.has(kind), time: (choice['time'] ?? 'day') as 'day' },
    figures: Array.from({ length: people }, (_, k) => {
      const names = NAME_LISTS[choice['cast'] ?? ''] ?? NAMES;
      const name = names[(k + from) % names.length]!;
      const pose = poses[k % poses.length]!;
      return {
        name,
        look: lookOf(name, names),
        pose,
        facing: 'partner',
        ...(pose === 'talk' ? { speaking: true } : {}),
      };
    }),
    focus: Number(choice['focus'] ?? 0),
  };
}

let choices: Record<string, string>[] = [{}];
for (const [key, values] of given)
  if (!['cell', 'columns'].includes(key))
    choices = choices.flatMap((choice) => values.split(',').map((value) => ({ ...choice, [key]: value })));

const times: number[] = [];
const tiles = await Promise.all(
  choices.map(async (choice, i) => {
    const started = process.cpuUsage();
    const frame = renderFrame(specFor(choice, i));
    times.push(process.cpuUsage(started).user / 1000);
    return {
      frame,
      input: await sharp(frame.gray, { raw: { width: frame.width, height: frame.height, channels: 1 } })
        .png()
        .toBuffer(),
    };
  }),
);
const rowHeight = Math.max(...tiles.map((t) => t.frame.height)) + 6;
await sharp({
  create: {
    width: columns * (cell + 6),
    height: Math.ceil(tiles.length / columns) * rowHeight,
    channels: 3,
    background: '#888',
  },
})
  .composite(
    tiles.map((t, i) => ({
      input: t.input,
      left: (i % columns) * (cell + 6),
      top: Math.floor(i / columns) * rowHeight,
    })),
  )
  .png()
  .toFile(out);
times.sort((a, b) => a - b);
console.log(
  `${tiles.length} frames, median ${Math.round(times[times.length >> 1]!)} ms of processor time, worst ${Math.round(times.at(-1)!)} ms -> ${out}`,
);
