import { createServer, type Server } from 'node:http';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { build } from 'vite';

/*
 * The pen on an empty drawing, on 2,000 and on 5,000 strokes, drawn with real pointer input in a frame of some 1,400
 * pixels: from the event to the painted frame, the frames while it draws, and the time to open. All in one run.
 */
const PAGE = new URL('drawing-page/', import.meta.url).pathname;
const LINES = 12;
const STEPS = 40;
const COUNTS = [0, 2000, 5000] as const;
/** A frame of 60 a second, and what a timer may be late by. */
const FRAME_MS = 1000 / 60 + 1;

interface PageDrawing {
  readonly shown: Promise<number>;
  take(): { readonly times: number[]; readonly frames: number[] };
}

interface Measured {
  readonly opened: number;
  readonly times: readonly number[];
  readonly frames: readonly number[];
}

export async function bench(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'beatboard-bench-'));
  await build({
    ...{ root: PAGE, configFile: false, logLevel: 'error', base: './', esbuild: { jsx: 'automatic' } },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { outDir: folder, emptyOutDir: true, target: 'es2022' },
  });
  const server = await serve(folder);
  const args = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
  const browser = await chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', args });
  try {
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
    const found: Measured[] = [];
    for (const count of COUNTS) found.push(await draw(browser, `${url}?strokes=${String(count)}`));
    return tell(found);
  } finally {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true });
  }
}

function serve(folder: string): Promise<Server> {
  const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = pathname === '/' ? 'index.html' : pathname.slice(1);
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    response.end(readFileSync(join(folder, file)));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

async function draw(browser: Browser, url: string): Promise<Measured> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 860 } });
  await page.goto(url);
  const opened = await page.evaluate(() => (window as unknown as { drawing: PageDrawing }).drawing.shown);
  const line = async (i: number) => {
    const y = 120 + ((i * 53) % 600);
    await page.mouse.move(150, y);
    await page.mouse.down();
    for (let step = 1; step <= STEPS; step++) {
      await page.mouse.move(150 + step * 28, y + Math.sin(step / 4) * 60);
    }
    await page.mouse.up();
  };
  const take = () => page.evaluate(() => (window as unknown as { drawing: PageDrawing }).drawing.take());
  await line(0);
  await take();
  for (let i = 1; i <= LINES; i++) await line(i);
  const measured = await take();
  await page.close();
  return { opened, ...measured };
}

function tell(found: readonly Measured[]): boolean {
  console.log('pen to ink, ms    p50    p95   frame p50    p95   opened');
  found.forEach(({ opened, times, frames }, i) => {
    const figures = [quantile(times, 0.5), quantile(times, 0.95)].map(ms).join(' ');
    const label = `${(COUNTS[i] ?? 0).toLocaleString('en')} strokes`.padEnd(14);
    console.log(`${label} ${figures}      ${[0.5, 0.95].map((q) => ms(quantile(frames, q))).join(' ')}  ${ms(opened)}`);
  });
  const p95 = (i: number) => quantile(found[i]?.times ?? [], 0.95);
  const goals = [
    ['pen to ink at 2,000 strokes: p95 ≤ 16 ms', p95(1) <= 16],
    ['p95 at 5,000 ≤ 2 × at 2,000', p95(2) <= 2 * p95(1)],
    ['60 frames a second at 5,000 strokes: p95 of a frame', quantile(found[2]?.frames ?? [], 0.95) <= FRAME_MS],
  ] as const;
  for (const [goal, met] of goals) console.log(`${met ? 'met   ' : 'MISSED'} ${goal}`);
  return goals.every(([, met]) => met);
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

function ms(value: number): string {
  return value.toFixed(1).padStart(6);
}
