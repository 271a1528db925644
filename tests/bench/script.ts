import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Fountain } from 'fountain-js';
import { parseFdx, writeFdx } from '#shared/formats/fdx/index.ts';
import { parseFountain } from '#shared/formats/fountain/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { must } from '#shared/lib/assert.ts';
import { pick, randomInt, seededRng } from '#shared/lib/rng.ts';
import { paginate, repaginate, sceneLengths, US_LETTER } from '#shared/pagination/index.ts';
import type { ScriptElement } from '#shared/screenplay/index.ts';
import { writePdf } from '#server/exports/index.ts';

/*
 * Reading Fountain beside two other readers, and what a script of 120 pages takes: all in one run, on one text. The readers
 * take turns, and a time is the least of many rounds, which is what the work takes when nothing else runs meanwhile. A
 * keystroke's are of a thousand keys anywhere in the script, each typed in as many passes.
 */
const PAGES = 120;
const ROUNDS = 30;
const PASSES = 5;
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
  const readers = {
    Beatboard: () => parseFountain(text),
    'fountain-js': () => new Fountain().parse(text, true),
    'aw-parser': () => aw.parser.parse(text, config),
  };
  const megabytes = Buffer.byteLength(text) / 1e6;
  const times = inTurns(readers);
  const ratio = Math.min(times['fountain-js'], times['aw-parser']) / times.Beatboard;
  return [
    ...Object.entries(times).map(([name, ms]) => ({
      ...{ name: `Fountain read: ${name} (${megabytes.toFixed(2)} MB)`, unit: 'MB/s', goal: null },
      value: (1000 * megabytes) / ms,
    })),
    figure('  times the faster of the others', ratio, '×', ratio >= 5, '≥ 5 ×'),
  ];
}

function pages(elements: ScriptElement[]): Figure[] {
  const { full } = inTurns({ full: () => paginate(elements) });
  const passes = Array.from({ length: PASSES }, () => typing(elements));
  const keys = Array.from({ length: KEYS }, (_, key) => least(passes.map((times) => times[key] ?? Infinity)));
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
    const place = must(script[at]);
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
  const { both } = inTurns({ both: () => writeFdx(parseFdx(file).screenplay) });
  return figure('Final Draft file read and written', both, 'ms', both <= 300, '≤ 300 ms');
}

async function printing(elements: readonly ScriptElement[]): Promise<Figure> {
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    await writePdf({ titlePage: {}, elements, settings: US_LETTER, createdAt: new Date(0) });
    times.push(performance.now() - start);
  }
  return figure('PDF', least(times), 'ms', least(times) <= 1000, '≤ 1 s');
}

function figure(name: string, value: number, unit: string, met: boolean, text: string): Figure {
  return { name, value, unit, goal: { text, met } };
}

/** Milliseconds that each takes at the least, all of them tried in turn. */
function inTurns<Name extends string>(works: Readonly<Record<Name, () => unknown>>): Record<Name, number> {
  const names = Object.keys(works) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, Infinity])) as Record<Name, number>;
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) {
      const start = performance.now();
      works[name]();
      times[name] = Math.min(times[name], performance.now() - start);
    }
  }
  return times;
}

function least(times: readonly number[]): number {
  return Math.min(...times);
}

function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * share) / 100))] ?? 0;
}
