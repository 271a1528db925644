import { describe, expect, test } from 'vitest';
import type { ElementId, PanelId, ShotId, TakeId } from '#shared/lib/ids.ts';
import { pick, randomInt, seededRng } from '#shared/lib/rng.ts';
import type { ElementType, ScriptElement } from '#shared/screenplay/index.ts';
import { DEFAULT_SHOT, type Shot } from '#shared/shots/index.ts';
import { DEFAULT_PANEL, type Panel } from '#shared/storyboard/index.ts';
import { compareProjects, describeCounts, wordDiff, type ProjectState, type WordRun } from './index.ts';

const line = (id: string, text: string, type: ElementType = 'action'): ScriptElement => ({
  id: id as ElementId,
  type,
  text,
});
const scene = (id: string) => line(id, `INT. ${id} - DAY`, 'scene_heading');
const panel = (id: string, change: Partial<Panel> = {}): Panel => ({
  id: id as PanelId,
  shot: 's' as ShotId,
  order: 'aV',
  anchors: ['A' as ElementId],
  ...DEFAULT_PANEL,
  textHash: '',
  words: '',
  take: null,
  takes: [],
  drawn: 0,
  ...change,
});
const shot: Shot = { id: 's' as ShotId, ...DEFAULT_SHOT };
const state = (elements: ScriptElement[], panels: Panel[] = [], shots = [shot]): ProjectState => ({
  titlePage: {},
  pageSetup: { paper: 'letter', layout: null },
  elements,
  shots,
  panels,
});
const script = (before: ScriptElement[], after: ScriptElement[]) =>
  compareProjects(state(before), state(after)).script.map(({ kind, element }) => `${kind} ${element.id}`);

const newText = (runs: WordRun[]) =>
  runs
    .filter((run) => run.kind !== 'removed')
    .map((run) => run.text)
    .join('');
const oldText = (runs: WordRun[]) =>
  runs
    .filter((run) => run.kind !== 'added')
    .map((run) => run.text)
    .join('');

describe('words', () => {
  test('whole words change, and a rewritten phrase reads as one', () => {
    expect(wordDiff("He doesn't sit.", "He doesn't stand.")).toEqual([
      { kind: 'same', text: "He doesn't " },
      { kind: 'removed', text: 'sit' },
      { kind: 'added', text: 'stand' },
      { kind: 'same', text: '.' },
    ]);
    expect(wordDiff('a red car', 'a blue van')).toEqual([
      { kind: 'same', text: 'a ' },
      { kind: 'removed', text: 'red car' },
      { kind: 'added', text: 'blue van' },
    ]);
    expect(wordDiff('same', 'same')).toEqual([{ kind: 'same', text: 'same' }]);
    expect(wordDiff('', '')).toEqual([]);
  });

  const seed = 20261121;
  test(`runs always rebuild both texts (seed ${seed})`, () => {
    const rng = seededRng(seed);
    const WORDS = ['the', 'old', 'ZOË', "don't", ' ', ' ', '  ', ',', '.', '\n', '🎬', 'a'];
    for (let run = 0; run < 3000; run++) {
      const words = Array.from({ length: randomInt(rng, 40) }, () => pick(rng, WORDS));
      const edited = [...words];
      for (let i = randomInt(rng, 5); i > 0; i--) {
        edited.splice(randomInt(rng, edited.length + 1), randomInt(rng, 3), pick(rng, WORDS));
      }
      const runs = wordDiff(words.join(''), edited.join(''));
      expect(newText(runs)).toBe(edited.join(''));
      expect(oldText(runs)).toBe(words.join(''));
      for (const [i, { kind }] of runs.entries()) expect(kind).not.toBe(runs[i - 1]?.kind);
    }
  });

  test('texts with nothing in common are replaced as a whole, in time', { timeout: 5000 }, () => {
    const a = Array.from({ length: 100_000 }, (_, i) => `a${i}`).join(' ');
    const b = Array.from({ length: 100_000 }, (_, i) => `b${i}`).join(' ');
    expect(wordDiff(a, b).map((run) => run.kind)).toEqual(['removed', 'added']);
  });
});

describe('script', () => {
  const before = [scene('A'), line('1', 'one'), line('2', 'two'), scene('B'), line('3', 'three')];

  test('a state compared with itself has no changes', () => {
    const { script: lines, panels, counts } = compareProjects(state(before, [panel('p')]), state(before, [panel('p')]));
    expect(lines.every((change) => change.kind === 'same')).toBe(true);
    expect(panels).toEqual([]);
    expect(describeCounts(counts)).toBe('No changes · 1 page');
  });

  test('elements are matched by id, and what was removed stands where it stood', () => {
    const after = [scene('A'), line('9', 'new'), line('2', 'two changed'), scene('B'), line('3', 'three')];
    expect(script(before, after)).toEqual(['same A', 'removed 1', 'added 9', 'changed 2', 'same B', 'same 3']);
    expect(script(before, [])).toEqual(before.map((element) => `removed ${element.id}`));
  });

  test('the fewest lines count as moved', () => {
    const [a, one, two, b, three] = before as [
      ScriptElement,
      ScriptElement,
      ScriptElement,
      ScriptElement,
      ScriptElement,
    ];
    expect(script(before, [a, two, b, three, one])).toEqual(['same A', 'same 2', 'same B', 'same 3', 'moved 1']);
  });

  test('another type with the same words is a change', () => {
    expect(
      script(
        before,
        before.map((e) => (e.id === '1' ? { ...e, type: 'dialogue' } : e)),
      )[1],
    ).toBe('changed 1');
  });

  const seed = 7;
  test(`every element of either state is in the comparison exactly once (seed ${seed})`, () => {
    const rng = seededRng(seed);
    for (let run = 0; run < 500; run++) {
      const pool = Array.from({ length: 12 }, (_, i) => line(String(i), 'x'));
      const some = () => pool.filter(() => rng.next() < 0.7).sort(() => rng.next() - 0.5);
      const [old, current] = [some(), some()];
      const { script: changes } = compareProjects(state(old), state(current));
      expect(changes.filter((c) => c.kind !== 'removed').map((c) => c.element)).toEqual(current);
      const gone = old.filter((element) => !current.includes(element));
      expect(changes.filter((c) => c.kind === 'removed').map((c) => c.element)).toEqual(gone);
    }
  });
});

describe('counts', () => {
  const before = [scene('A'), line('1', 'one'), scene('B'), line('2', 'two'), scene('C')];
  const counts = (after: ScriptElement[]) => compareProjects(state(before), state(after)).counts.scenes;

  test('a scene has changed when a line of it has; a scene put between leaves its neighbours as they were', () => {
    expect(counts(before.map((e) => (e.id === '2' ? line('2', 'other') : e)))).toEqual({
      added: 0,
      removed: 0,
      changed: 1,
    });
    expect(counts([...before.slice(0, 2), scene('N'), line('n', 'new'), ...before.slice(2)])).toEqual({
      added: 1,
      removed: 0,
      changed: 0,
    });
  });

  test('taking out a heading changes the scene that its lines fall to', () => {
    expect(counts(before.filter((e) => e.id !== 'B'))).toEqual({ added: 0, removed: 1, changed: 1 });
  });

  test('the summary is one line for people', () => {
    expect(
      describeCounts({
        scenes: { changed: 2, added: 1, removed: 0 },
        panels: { changed: 0, added: 3, removed: 0 },
        pages: 9,
      }),
    ).toBe('2 scenes changed, 1 added · 3 panels added · 9 pages');
    const none = { changed: 0, added: 0, removed: 0 };
    expect(describeCounts({ scenes: { ...none, removed: 1 }, panels: none, pages: 1 })).toBe(
      '1 scene removed · 1 page',
    );
  });
});

test('panels are matched by id, with what differs in words', () => {
  const old = [panel('p'), panel('gone'), panel('still', { order: 'aW' })];
  const current = [panel('p', { caption: 'He sits', take: 't' as TakeId, order: 'aX' }), panel('new'), old[2]!];
  const wider = { ...shot, size: 'LS' as const };
  const same = compareProjects(state([scene('A')], old), state([scene('A')], current));
  expect(
    same.panels.map((change) => [change.kind, change.panel.id, change.kind === 'changed' && change.fields]),
  ).toEqual([
    ['added', 'new', false],
    ['changed', 'p', ['caption', 'picture', 'order']],
    ['removed', 'gone', false],
  ]);
  expect(same.counts.panels).toEqual({ added: 1, removed: 1, changed: 1 });
  const { panels } = compareProjects(state([scene('A')], [panel('p')]), state([scene('A')], [panel('p')], [wider]));
  expect(panels).toMatchObject([{ kind: 'changed', fields: ['size'] }]);
});
