// Draws the frames of docs/previz.md, and writes that page: node --import tsx scripts/contact-sheet.ts
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { demoBoard } from '#db/seed/demo-board.ts';
import { parseFountain } from '#shared/formats/fountain/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { ElementId, PanelId, ProjectId, ShotId } from '#shared/lib/ids.ts';
import { renderFrame, renderMap, specFromScript, type PrevizSpec } from '#shared/previz/index.ts';
import { scenesOf } from '#shared/screenplay/index.ts';
import { DEFAULT_SHOT, SHOT_SIZE_NAMES, STRUCTURE_MAPS } from '#shared/shots/index.ts';
import { DEFAULT_PANEL, briefOf, type Panel } from '#shared/storyboard/index.ts';
import { SHEET_FRAMES, type SheetFrame } from '#tests/builders/previz-specs.ts';

const IMAGES = 'docs/images/previz';
const COLUMNS = 3;
/** Shots that show what maps do with near and far, backs, things in the way and many people. */
const MAPPED = [
  'Full shot · Eye level · 35 mm · room',
  'Over the left shoulder',
  'Full shot · Eye level · 35 mm · bedroom',
  'Long shot · Eye level · 24 mm · church',
];
/** Pixels across: enough to judge by, and fifty of them stay below 2.5 MB. */
const WIDTH = 640;

const demo = await demoFrames();
await mkdir(IMAGES, { recursive: true });
for (const file of await readdir(IMAGES)) if (file.endsWith('.webp')) await rm(join(IMAGES, file));
const page = [
  '# What the previz artist draws',
  '',
  'Frames as they come out of the renderer, smaller. They are written by `node --import tsx scripts/contact-sheet.ts`, and',
  'are the same bytes from run to run. `npm run bench -- previz` says how long such frames take.',
  '',
  '## The demo',
  '',
  'From the script, the shots and the captions alone.',
  '',
  ...(await sheet('demo', demo)),
  '',
  '## Forty shots',
  '',
  'Sizes, angles, lenses and sets; nobody to four people; day, night and dusk. The first named is whom the frame is about.',
  '',
  ...(await sheet('shot', SHEET_FRAMES)),
  '',
  '## Maps of the set',
  '',
  'What a model that draws along one is told instead of how the frame looks: how far everything is (near is white), how',
  'people stand (OpenPose’s joints and colours), which way surfaces face (blue to the front, red to the left, green up).',
  '',
  ...(await mapSheet(MAPPED.map((caption) => must(SHEET_FRAMES.find((frame) => frame.caption.startsWith(caption)))))),
  '',
];
await writeFile('docs/previz.md', page.join('\n'));

/** Rows of a table whose cells are a picture with its caption under it. */
async function sheet(name: string, frames: readonly SheetFrame[]): Promise<string[]> {
  const cells: string[] = [];
  for (const [i, { caption, spec }] of frames.entries()) {
    const file = `${name}-${String(i + 1).padStart(2, '0')}.webp`;
    await writeFile(join(IMAGES, file), await pictureOf(spec));
    cells.push(`![${caption}](images/previz/${file})<br>${caption}`);
  }
  const rows = Array.from({ length: Math.ceil(cells.length / COLUMNS) }, (_, row) =>
    Array.from({ length: COLUMNS }, (__, column) => cells[row * COLUMNS + column] ?? ''),
  );
  const lines = rows.map((row) => `| ${row.join(' | ')} |`);
  return [`| ${' | '.repeat(COLUMNS - 1)} |`, `| ${Array(COLUMNS).fill('---').join(' | ')} |`, ...lines];
}

/** A row for each frame, a column for each map. */
async function mapSheet(frames: readonly SheetFrame[]): Promise<string[]> {
  const rows: string[] = [];
  for (const [i, { caption, spec }] of frames.entries()) {
    const cells: string[] = [];
    for (const map of STRUCTURE_MAPS) {
      const file = `map-${String(i + 1).padStart(2, '0')}-${map}.webp`;
      const { pixels, width, height, channels } = must(renderMap({ ...spec, width: WIDTH }, map));
      const picture = sharp(pixels, { raw: { width, height, channels } }).webp({ quality: 72, effort: 6 });
      await writeFile(join(IMAGES, file), await picture.toBuffer());
      cells.push(`![${map}, ${caption}](images/previz/${file})`);
    }
    rows.push(`| ${cells.join(' | ')} |`, `| ${caption} | | |`);
  }
  return [`| ${STRUCTURE_MAPS.join(' | ')} |`, '| --- | --- | --- |', ...rows];
}

async function pictureOf(spec: PrevizSpec): Promise<Buffer> {
  const { gray, width, height } = renderFrame(spec);
  return sharp(gray, { raw: { width, height, channels: 1 } })
    .resize(WIDTH)
    .webp({ quality: 72, effort: 6 })
    .toBuffer();
}

async function demoFrames(): Promise<SheetFrame[]> {
  const { screenplay } = parseFountain(await readFile('db/seed/demo.fountain', 'utf8'));
  const script = screenplay.elements.map((element, i) => ({ ...element, id: `e${String(i)}` as ElementId }));
  return scenesOf(script).flatMap((scene) =>
    demoBoard(scene).map(({ shot: said, ...panel }, i): SheetFrame => {
      const shot = { ...DEFAULT_SHOT, ...(typeof said === 'object' ? said : {}), id: 'shot' as ShotId };
      const hung: Panel = {
        ...{ ...DEFAULT_PANEL, ...panel, id: `p${String(i)}` as PanelId, shot: shot.id },
        ...{ textHash: '', words: '', take: null, takes: [], drawn: 0 },
      };
      const about = { project: 'demo' as ProjectId, panel: hung, panels: [hung], shot, script, aspectRatio: 16 / 9 };
      const { setting, location, time, blocking: _, ...rest } = briefOf({ ...about, looksIn: () => ({}) }).brief;
      const spec = specFromScript({ ...rest, ...(setting && { setting }), location, time });
      return { caption: `${SHOT_SIZE_NAMES[shot.size]}: ${hung.caption}`, spec };
    }),
  );
}
