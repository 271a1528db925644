import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Fountain } from 'fountain-js';
import { parseFdx, writeFdx } from '#shared/formats/fdx/index.ts';
import { parseFountain } from '#shared/formats/fountain/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { pick, randomInt, seededRng } from '#shared/lib/rng.ts';
import { paginate, repaginate, sceneLengths, US_LETTER } from '#shared/pagination/index.ts';
import type { ScriptElement } from '#shared/screenplay/index.ts';
import { writePdf } from '#server/exports/index.ts';

/*
 * Reading Fountain beside two other readers, and what a script of 120 pages takes: all in one run, on one text. Times are
 * the median of several rounds after a warm-up; a keystroke's are of a thousand keys anywhere in the script.
 */
const PAGES = 120;
const ROUNDS = 9;
const KEYS = 1000;
const SEED = 20261126;

interface AwParser {
  parse(text: string, config: object): unknown;
}

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Null: said for comparison. */
  readonly goal: { readonly text: string; readonly met: boolean } | null;
}

export async function bench(): Promise<boolean> {
  const demo = readFileSync(new URL('../../db/seed/demo.fountain', import.meta.url), 'utf8');
  const { text, elements } = longScript(demo);
  const figures = [...reading(text), ...pages(elements), finalDraft(elements), await printing(elements)];
  for (const { name, value, unit, goal } of figures) {
    const figure = `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`.padStart(12);
    console.log(`${name.padEnd(44)}${figure}${goal ? `   goal ${goal.text}: ${goal.met ? 'met' : 'MISSED'}` : ''}`);
  }
  return figures.every(({ goal }) => goal?.met !== false);
}

/** The demo film, as often as 120 pages need. */
function longScript(demo: string): { text: string; elements: ScriptElement[] } {
  const body = demo.slice(demo.indexOf('\n\n') + 2);
  for (let times = 1; ; times++) {
    const text = `${body}\n`.repeat(times);
    const elements = withIds(text);
    if (paginate(elements).pages.length >= PAGES) return { text, elements };
  }
}

function withIds(text: string): ScriptElement[] {
  return parseFountain(text).screenplay.elements.map((element, i) => ({ ...element, id: `e${i}` as ElementId }));
}

function reading(text: string): Figure[] {
  const aw = createRequire(import.meta.url)('aw-parser') as { parser: AwParser };
  const config = { print_headers: true, print_actions: true, print_dialogues: true, print_notes: true };
  const megabytes = Buffer.byteLength(text) / 1e6;
  const rate = (read: () => unknown) => (1000 * megabytes) / median(rounds(read));
  const ours = rate(() => parseFountain(text));
  const others = {
    'fountain-js': rate(() => new Fountain().parse(text, true)),
    'aw-parser': rate(() => aw.parser.parse(text, config)),
  };
  const faster = Math.max(...Object.values(others));
  return [
    { name: `Fountain read: Beatboard (${megabytes.toFixed(2)} MB)`, value: ours, unit: 'MB/s', goal: null },
    ...Object.entries(others).map(([name, value]) => ({
      name: `Fountain read: ${name}`,
      value,
      unit: 'MB/s',
      goal: null,
    })),
    figure('  times the faster of them', ours / faster, '×', ours >= 5 * faster, '≥ 5 ×'),
  ];
}

function pages(elements: ScriptElement[]): Figure[] {
  const full = median(rounds(() => paginate(elements)));
  const keys = typing(elements);
  const [half, most] = [percentile(keys, 50), percentile(keys, 99)];
  return [
    figure(`pagination of ${paginate(elements).pages.length} pages`, full, 'ms', full <= 30, '≤ 30 ms'),
    figure('  after a key, median', half, 'ms', half <= 1, '≤ 1 ms'),
    figure('  after a key, 99 %', most, 'ms', most <= 5, '≤ 5 ms'),
  ];
}

/** Milliseconds from each key to the new pages and scene lengths. */
function typing(elements: readonly ScriptElement[]): number[] {
  const rng = seededRng(SEED);
  let script = elements;
  let pagination = paginate(script);
  const times: number[] = [];
  for (let key = 0; key < KEYS; key++) {
    const at = randomInt(rng, script.length);
    const place = script[at];
    if (!place) continue;
    const caret = randomInt(rng, place.text.length + 1);
    const text = place.text.slice(0, caret) + pick(rng, ['e', 'a', ' ', 'x', '.']) + place.text.slice(caret);
    script = script.with(at, { ...place, text });
    const start = performance.now();
    pagination = repaginate(pagination, script);
    sceneLengths(pagination);
    times.push(performance.now() - start);
  }
  return times;
}

function finalDraft(elements: readonly ScriptElement[]): Figure {
  const file = writeFdx({ titlePage: {}, elements });
  const both = median(rounds(() => writeFdx(parseFdx(file).screenplay)));
  return figure('Final Draft file read and written', both, 'ms', both <= 300, '≤ 300 ms');
}

async function printing(elements: readonly ScriptElement[]): Promise<Figure> {
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    await writePdf({ titlePage: {}, elements, settings: US_LETTER, createdAt: new Date(0) });
    times.push(performance.now() - start);
  }
  return figure('PDF', median(times), 'ms', median(times) <= 1000, '≤ 1 s');
}

function figure(name: string, value: number, unit: string, met: boolean, text: string): Figure {
  return { name, value, unit, goal: { text, met } };
}

function rounds(work: () => unknown): number[] {
  work();
  work();
  return Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
}

function median(times: readonly number[]): number {
  return percentile(times, 50);
}

function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * share) / 100))] ?? 0;
}
