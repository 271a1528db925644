import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { must } from '#shared/lib/assert.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { parseFountain } from '#shared/formats/fountain/index.ts';
import { isOutline, scenesOf, withId, type Scene } from '#shared/screenplay/index.ts';
import { SHOT_FIELDS, checkedValue } from '#shared/shots/index.ts';
import { countingIds } from '#tests/builders/counting-ids.ts';
import { APPROACHES } from './approach.ts';
import { framesInOrder, proposeCoverage, runningTimeOf, type ProposedShot } from './propose-coverage.ts';

function scenesIn(fountain: string): Scene[] {
  const newId = countingIds('e');
  return scenesOf(parseFountain(fountain).screenplay.elements.map((line) => withId(line, newId<ElementId>(), newId)));
}

const sceneOf = (fountain: string) => must(scenesIn(fountain)[0]);
const sizes = (shots: readonly ProposedShot[]) => shots.map(({ shot }) => shot.size ?? 'MS');

/** Lines that can be seen or heard. */
const playable = ({ heading, body }: Scene) =>
  [heading, ...body.filter(({ type }) => !isOutline(type) && !UNSEEN.includes(type))].map(({ id }) => id);

const UNSEEN: readonly string[] = ['transition', 'centered', 'page_break'];

const DEMO = scenesIn(readFileSync(join(import.meta.dirname, '../../db/seed/demo.fountain'), 'utf8'));

const SPEECHES = Array.from({ length: 60 }, (_, i) => `${i % 2 === 0 ? 'ANA' : 'BO'}\nLine ${String(i)} of many.\n`);
const AWKWARD: Readonly<Record<string, string>> = {
  'nothing but a heading': 'INT. HALL - DAY\n',
  'one line': 'EXT. FIELD - DAY\n\nWind.\n',
  'no dialogue': 'INT. HALL - NIGHT\n\nAna runs. The DOOR slams.\n\nShe falls.\n\nDark.\n',
  'dual dialogue': 'INT. HALL - DAY\n\nANA\nWait!\n\nBO ^\nGo!\n',
  'sixty speeches': `INT. BAR - NIGHT\n\nTwo people.\n\n${SPEECHES.join('\n')}`,
  'a voice alone': 'EXT. SEA - DAWN\n\nANA (V.O.)\nIt was cold.\n',
};

test.each(APPROACHES)(
  '%s: every line of the demo and of awkward scenes is in a frame, and every shot says why',
  (approach) => {
    const scenes = [...DEMO, ...Object.values(AWKWARD).map(sceneOf)];
    for (const scene of scenes) {
      const shots = proposeCoverage(scene, approach);
      const about = `${approach}: ${scene.heading.text}`;
      const shown = new Set(shots.flatMap(({ lines }) => lines));
      expect([...shown].sort(), about).toEqual(playable(scene).sort());
      for (const { shot, frames, lines, rule, durationMs } of shots) {
        expect(rule, about).toMatch(/^[A-Z].*\.$/);
        expect(lines.length, about).toBeGreaterThan(0);
        expect(
          frames.every((frame) => frame.anchors.length > 0 && frame.durationMs >= 600),
          about,
        ).toBe(true);
        expect(durationMs).toBe(frames.reduce((sum, frame) => sum + frame.durationMs, 0));
        for (const field of SHOT_FIELDS) {
          const value = (shot as Partial<Record<string, string>>)[field.name];
          if (value !== undefined) expect(checkedValue(field, value), `${about} ${field.name}`).toBe(value);
        }
      }
      expect(proposeCoverage(scene, approach)).toEqual(shots);
      expect(framesInOrder(scene, shots).length).toBe(shots.reduce((sum, { frames }) => sum + frames.length, 0));
    }
  },
);

test('the three differ: a take has fewest setups, cuts that press on run shortest', () => {
  const scene = must(DEMO[2]);
  const [classical, take, kinetic] = APPROACHES.map((approach) => proposeCoverage(scene, approach));
  expect(must(take).length).toBeLessThan(must(classical).length);
  expect(runningTimeOf(must(kinetic))).toBeLessThan(runningTimeOf(must(classical)));
  expect(must(classical)[0]?.rule).toMatch(/^Master/);
});

test('an exchange is seen over shoulders first and in singles once it turns, in four setups however long it is', () => {
  const shots = proposeCoverage(sceneOf(must(AWKWARD['sixty speeches'])), 'classical');
  expect(sizes(shots)).toEqual(['LS', 'OTS_R', 'OTS_L', 'CU', 'CU']);
  expect(shots.slice(1).every(({ frames }) => frames.length === 15)).toBe(true);
  expect(shots[3]?.rule).toContain('turns');
});

test('what a script asks of the camera is taken literally in every approach', () => {
  const scene = sceneOf(
    'INT. HALL - DAY\n\nAna waits.\n\nCLOSE ON her hands.\n\nANGLE ON: THE DOOR\n\nANA’S POV: the stairs.\n\nWIDE on the hall. She is alone.\n\nINSERT - LETTER\n\nWe TRACK along the wall.\n',
  );
  for (const approach of APPROACHES) {
    const literal = proposeCoverage(scene, approach).filter(({ rule }) => rule.startsWith('The script asks'));
    const expected =
      approach === 'long_take' ? ['CU', 'MS', 'POV', 'LS', 'INSERT'] : ['CU', 'MS', 'POV', 'LS', 'INSERT', 'MS'];
    expect(sizes(literal), approach).toEqual(expected);
  }
  const [close] = proposeCoverage(scene, 'classical').slice(1);
  expect(close).toMatchObject({
    shot: { size: 'CU', subject: 'her hands' },
    rule: 'The script asks for it: “CLOSE ON her hands”.',
  });
});

test('a thing in capitals is an insert, a person who comes in or a noise is not', () => {
  const scene = sceneOf(
    'INT. HALL - DAY\n\nDust.\n\nZOË AUBERT, 36, comes in. BANG! She lifts the BRASS KEY.\n\nZOË\nSo.\n',
  );
  const inserts = proposeCoverage(scene, 'classical').filter(({ shot }) => shot.size === 'INSERT');
  expect(inserts.map(({ shot }) => shot.subject)).toEqual(['Brass Key']);
});

test('a look after a speech is a reaction, a voice from outside leaves the picture that stands', () => {
  const scene = sceneOf(
    'INT. HALL - DAY\n\nZoë sits.\n\nNADIA (V.O.)\nWhen did you last see him?\n\nZoë watches the road.\n\nZOË\nAh.\n',
  );
  const shots = proposeCoverage(scene, 'classical');
  expect(shots.map(({ rule }) => rule.split(':')[0])).toEqual(['Master', 'Reaction', 'Single']);
  expect(shots[0]?.lines).toHaveLength(4);
  expect(shots[1]?.shot).toMatchObject({ size: 'CU', cast: ['Zoë'] });
});
