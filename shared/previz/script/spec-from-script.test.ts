import { expect, test } from 'vitest';
import { specFromScript, type ScriptInput, type ScriptLine } from './spec-from-script.ts';

const action = (text: string): ScriptLine => ({ type: 'action', text });
const says = (who: string, text: string): ScriptLine[] => [
  { type: 'character', text: who },
  { type: 'dialogue', text },
];

function spec(wish: Partial<ScriptInput>) {
  return specFromScript({
    heading: 'INT. HOUSE - DAY',
    lines: [],
    before: [],
    shot: { size: 'MS', angle: 'eye', movement: 'static', lens: 35 },
    aspectRatio: 16 / 9,
    seed: 1,
    cast: ['MARA', 'JONAS', 'THE COLONEL', 'OLD ERIK'],
    ...wish,
  });
}

test.each([
  ['INT. FARMHOUSE KITCHEN - NIGHT', 'kitchen', true, 'night'],
  ['EXT. STREET - DAY', 'street', false, 'day'],
  ['EXT. DEEP FOREST - DUSK', 'forest', false, 'dusk'],
  ['INT. CAR (MOVING) - NIGHT', 'car', true, 'night'],
  ['EXT. CAR PARK - DAY', 'street', false, 'day'],
  ['INT./EXT. TAXI - DAY', 'car', true, 'day'],
  ['EXT. BAR - NIGHT', 'street', false, 'night'],
  ['INT. THE BLUE BAR - NIGHT', 'bar', true, 'night'],
  ['INT. ST. MARY’S HOSPITAL, CORRIDOR - DAY', 'hospital', true, 'day'],
  ['EXT. ROOFTOP - SUNSET', 'rooftop', false, 'dusk'],
  ['EXT. ESTUARY - DAWN', 'water', false, 'dusk'],
  ['EXT. SWING BRIDGE - CAUSEWAY - DAY', 'bridge', false, 'day'],
  ['EXT. HARBOUR - NIGHT', 'pier', false, 'night'],
  ['EXT. TRAWLER - NIGHT', 'pier', false, 'night'],
  ['EXT. LIGHTHOUSE - DAY', 'lighthouse', false, 'day'],
  ['INT. BRIDGE CABIN - DAY', 'cabin', true, 'day'],
  ['INT. TRAWLER - NIGHT', 'cabin', true, 'night'],
  ['INT. SOMEWHERE ODD', 'room', true, 'day'],
  ['EXT. SOMEWHERE ODD', 'street', false, 'day'],
  ['', 'room', true, 'day'],
])('the heading %s is a %s', (heading, kind, interior, time) => {
  expect(spec({ heading }).set).toEqual({ kind, interior, time });
});

test('a heading parsed by the caller wins over its text', () => {
  const { set } = spec({ heading: 'whatever', setting: 'EXT', location: 'THE BEACH', time: 'NIGHT' });
  expect(set).toEqual({ kind: 'beach', interior: false, time: 'night' });
});

test('a speech shows its speaker talking, to the other who is in the scene', () => {
  const { figures, focus } = spec({ before: says('JONAS', 'Where were you?'), lines: says('MARA', 'Out.') });
  expect(figures.map((f) => f.name)).toEqual(['MARA', 'JONAS']);
  expect(figures[focus]).toMatchObject({ name: 'MARA', pose: 'talk', speaking: true, facing: 'partner' });
});

test('a panel that begins in the middle of a speech belongs to the cue before it', () => {
  const before = [{ type: 'character', text: "JONAS (CONT'D)" }];
  const { figures, focus } = spec({ before, lines: [{ type: 'dialogue', text: 'Listen.' }] });
  expect(figures[focus]).toMatchObject({ name: 'JONAS', speaking: true });
});

test('who only is heard is not drawn', () => {
  const { figures } = spec({ lines: [action('Mara listens.'), ...says('JONAS (V.O.)', 'Dear Mara.')] });
  expect(figures.map((f) => f.name)).toEqual(['MARA']);
  expect(spec({ lines: says('JONAS (O.S.)', 'Hello?') }).figures).toEqual([]);
});

test.each([
  ['Mara walks to the window.', 'walk'],
  ['MARA sits at the table.', 'sit'],
  ['Mara runs for the door.', 'run'],
  ['Mara points at the map.', 'point'],
  ['Mara picks up the phone.', 'phone'],
  ['Mara lies on the floor, asleep.', 'lie'],
  ['Mara kneels beside him.', 'kneel'],
  ['Mara raises the gun.', 'aim'],
])('%s is the pose %s', (text, pose) => {
  expect(spec({ lines: [action(text)] }).figures[0]).toMatchObject({ name: 'MARA', pose });
});

test('very many spaces or brackets are read in one go', () => {
  const [spaces, brackets] = [' '.repeat(150_000), '('.repeat(150_000)];
  const shown = spec({ heading: `${spaces}EXT. STREET - DAY`, lines: says(`JONAS${brackets}`, 'Dear Mara.') });
  expect(shown.figures).toHaveLength(1);
});

test('who sat down still sits some lines later, until standing up', () => {
  const seated = [action('Jonas sits by the fire.')];
  expect(spec({ before: seated, lines: says('JONAS', 'Cold.') }).figures[0]).toMatchObject({
    pose: 'sit',
    speaking: true,
  });
  const risen = [...seated, action('He gets up.')];
  expect(spec({ before: risen, lines: says('JONAS', 'Cold.') }).figures[0]).toMatchObject({ pose: 'talk' });
});

test('a pose belongs to the one named before the verb, an embrace to both', () => {
  const { figures } = spec({ lines: [action('Mara stands. Jonas runs.')] });
  expect(figures.map((f) => f.pose)).toEqual(['stand', 'run']);
  expect(spec({ lines: [action('Mara hugs Jonas.')] }).figures.map((f) => f.pose)).toEqual(['embrace', 'embrace']);
});

test('names are found as words, in part, with accents; never inside other words', () => {
  expect(spec({ lines: [action('The marathon begins.')] }).figures).toEqual([]);
  expect(spec({ lines: [action('The Colonel waits.')] }).figures[0]?.name).toBe('THE COLONEL');
  expect(spec({ cast: ['ÉLODIE DURAND'], lines: [action('Élodie waits.')] }).figures[0]?.name).toBe('ELODIE DURAND');
});

test('nobody is drawn in an empty landscape, at most four in a crowd', () => {
  expect(spec({ lines: [action('Rain on the roofs.')] }).figures).toEqual([]);
  const cast = ['ANN', 'BOB', 'CID', 'DEE', 'EVE'];
  expect(spec({ cast, lines: [action('Ann, Bob, Cid, Dee and Eve wait.')] }).figures).toHaveLength(4);
});

test('an insert shows the thing that the line is about', () => {
  const shot = { size: 'INSERT', angle: 'eye', movement: 'static', lens: 50 } as const;
  expect(spec({ shot, lines: [action('Mara opens the letter.')] }).prop).toBe('letter');
  expect(spec({ shot, lines: [action('Her fingers tremble.')] }).prop).toBe('hand');
});

test('an insert of nothing one could hold, with nobody there, shows the place', () => {
  const shot = { size: 'INSERT', angle: 'high', movement: 'static', lens: 85 } as const;
  const lines = [action('A gull lands on the water.'), ...says('JONAS (V.O.)', 'You could set a cup of tea on it.')];
  expect(spec({ shot, lines }).prop).toBeUndefined();
});

test('a name with an accent is one name with the same name without', () => {
  const cast = ['ZOË', 'RENÉ'];
  const { figures } = spec({ cast, lines: [...says('ZOE', 'Papa?'), action('Rene\u0301 waits.')] });
  expect(figures.map((f) => f.name)).toEqual(['ZOE', 'RENE']);
});

test.each([
  ['QUILL, 30, pushes the hair out of her eyes.', 'woman'],
  ['QUILL pats his pockets.', 'man'],
  ['QUILL nods. MARA wipes her eyes.', null],
])('of one whose name does not tell, the text does: %s', (text, sex) => {
  const look = spec({ cast: ['QUILL', 'MARA'], lines: [action(text)] }).figures[0]!.look;
  expect(look.beard).toBe(false);
  expect(look.outfit).not.toBe('suit');
  expect(look.curve > 0.6 ? 'woman' : look.curve < 0.3 ? 'man' : null).toBe(sex);
});

test('a bridge stands over the water once the script has told of it', () => {
  const heading = 'EXT. ESTUARY - DAWN';
  expect(spec({ heading, lines: [action('Grey water.')] }).set.landmark).toBeUndefined();
  expect(spec({ heading, lines: [action('An iron SWING BRIDGE.')] }).set.landmark).toBe('bridge');
});
