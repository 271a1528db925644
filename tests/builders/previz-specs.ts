import { INTERIORS, lookOf, RENDERER_VERSION, type PoseName, type PrevizSpec } from '#shared/previz/index.ts';
import { ANGLE_NAMES, SHOT_SIZE_NAMES, type Angle, type ShotSize } from '#shared/shots/index.ts';

/** A frame of the contact sheet, and in words what it must read as. */
export interface SheetFrame {
  readonly caption: string;
  readonly spec: PrevizSpec;
}

const CAST = ['ANNA', 'BEN', 'RUTH', 'OMAR', 'JUNE', 'VICTOR', 'OLD ERIK', 'LITTLE GIRL'];

type Row = readonly [
  size: ShotSize,
  angle: Angle,
  lens: number,
  set: PrevizSpec['set']['kind'],
  time: PrevizSpec['set']['time'],
  people: string,
  prop?: NonNullable<PrevizSpec['prop']>,
];

/** Sizes × angles × lenses × sets × nobody to four people × day, night and dusk. Who speaks is starred, the first is the subject. */
const ROWS: readonly Row[] = [
  ['EST', 'eye', 18, 'lighthouse', 'dusk', ''],
  ['EWS', 'eye', 24, 'beach', 'day', 'ANNA:walk'],
  ['EWS', 'high', 35, 'field', 'day', 'BEN:run'],
  ['LS', 'eye', 35, 'street', 'night', 'VICTOR:walk'],
  ['LS', 'low', 24, 'bridge', 'dusk', 'RUTH:stand, OMAR:talk*'],
  ['FS', 'eye', 35, 'room', 'day', 'ANNA:talk*, BEN:sit'],
  ['FS', 'eye', 50, 'kitchen', 'night', 'RUTH:drink'],
  ['FS', 'high', 24, 'bar', 'night', 'ANNA:sit, BEN:talk*, OMAR:stand'],
  ['FS', 'birds_eye', 24, 'office', 'day', 'VICTOR:sit, JUNE:talk*'],
  ['FS', 'worms_eye', 18, 'alley', 'night', 'OMAR:aim'],
  ['MLS', 'eye', 35, 'corridor', 'day', 'JUNE:walk'],
  ['MLS', 'low', 35, 'rooftop', 'dusk', 'BEN:point'],
  ['MLS', 'eye', 50, 'forest', 'day', 'OLD ERIK:walk, LITTLE GIRL:walk'],
  ['MS', 'eye', 35, 'hospital', 'day', 'RUTH:talk*, VICTOR:arms_crossed'],
  ['MS', 'high', 35, 'bedroom', 'night', 'ANNA:sit'],
  ['MS', 'eye', 85, 'garden', 'day', 'JUNE:read'],
  ['MS', 'dutch', 24, 'warehouse', 'night', 'VICTOR:phone'],
  ['MS', 'eye', 35, 'train', 'day', 'ANNA:talk*, BEN:sit'],
  ['MS', 'eye', 35, 'car', 'night', 'OMAR:drive, RUTH:talk*'],
  ['MS', 'low', 22, 'church', 'day', 'OLD ERIK:kneel'],
  ['MCU', 'eye', 50, 'cabin', 'night', 'ANNA:talk*'],
  ['MCU', 'eye', 85, 'pier', 'dusk', 'BEN:stand, ANNA:talk*'],
  ['MCU', 'high', 50, 'bathroom', 'day', 'RUTH:stand'],
  ['CU', 'eye', 85, 'room', 'day', 'JUNE:talk*, OMAR:stand'],
  ['CU', 'low', 50, 'street', 'night', 'VICTOR:stand'],
  ['CU', 'dutch', 50, 'hospital', 'night', 'OMAR:head_in_hands'],
  ['VCU', 'eye', 100, 'office', 'day', 'ANNA:stand'],
  ['ECU', 'eye', 100, 'bar', 'night', 'BEN:stand'],
  ['OTS', 'eye', 50, 'kitchen', 'day', 'ANNA:talk*, VICTOR:stand'],
  ['OTS_L', 'eye', 50, 'bar', 'night', 'RUTH:talk*, OMAR:sit'],
  ['OTS_R', 'high', 35, 'garden', 'day', 'BEN:talk*, LITTLE GIRL:stand'],
  ['2S', 'eye', 50, 'room', 'night', 'JUNE:embrace, BEN:embrace'],
  ['2S', 'low', 35, 'desert', 'day', 'VICTOR:talk*, RUTH:arms_crossed'],
  ['2S', 'eye', 35, 'corridor', 'day', 'ANNA:talk*, BEN:stand, OMAR:stand'],
  ['LS', 'eye', 24, 'church', 'day', 'ANNA:stand, BEN:talk*, RUTH:stand, OMAR:stand'],
  ['FS', 'eye', 24, 'water', 'night', 'OMAR:sit, OLD ERIK:sit'],
  ['FS', 'eye', 35, 'bedroom', 'day', 'RUTH:lie, ANNA:sit'],
  ['POV', 'eye', 35, 'office', 'day', 'ANNA:stand, VICTOR:point'],
  ['INSERT', 'high', 85, 'kitchen', 'day', 'RUTH:stand', 'letter'],
  ['INSERT', 'eye', 100, 'bar', 'night', 'BEN:stand', 'glass'],
];

export const SHEET_FRAMES: readonly SheetFrame[] = ROWS.map((row, i) => ({
  caption: captionOf(row),
  spec: specOf(row, i),
}));

function specOf([size, angle, lens, kind, time, people, prop]: Row, i: number): PrevizSpec {
  return {
    ...{ renderer: RENDERER_VERSION, aspectRatio: 16 / 9, width: 960, seed: 11 + i, focus: 0 },
    shot: { size, angle, movement: 'static', lens },
    set: { kind, interior: INTERIORS.has(kind), time },
    figures: people.split(', ').flatMap((word) => {
      const [name = '', pose] = word.split(':');
      if (pose === undefined) return [];
      const speaking = pose.endsWith('*');
      const figure = {
        name,
        look: lookOf(name, CAST),
        pose: pose.replace('*', '') as PoseName,
        facing: 'partner',
      } as const;
      return [speaking ? { ...figure, speaking } : figure];
    }),
    ...(prop && { prop }),
  };
}

function captionOf([size, angle, lens, set, time, people, prop]: Row): string {
  const who = people.replaceAll(/:(\w+)\*?/g, (_, pose: string) => ` ${pose.replaceAll('_', ' ')}`);
  return [SHOT_SIZE_NAMES[size], ANGLE_NAMES[angle], `${String(lens)} mm`, `${set}, ${time}`, prop ?? who]
    .filter(Boolean)
    .join(' · ');
}
