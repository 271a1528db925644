import type * as Y from 'yjs';
import { addPanel, addTake, appendScript, readScript } from '#shared/collab/index.ts';
import { idMaker, type AssetHash, type NewId, type PanelId, type TakeId, type UserId } from '#shared/lib/ids.ts';
import { keyBetween, type OrderKey } from '#shared/lib/order-key.ts';
import { pick, randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import { scenesOf, type Scene, type ScriptElement, type ScriptParagraph } from '#shared/screenplay/index.ts';
import { DEFAULT_SHOT, SHOT_SIZES, type ShotSize } from '#shared/shots/index.ts';
import { durationOf, hashOfLines, planScene, type TakeSource } from '#shared/storyboard/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { memoryConnection } from '#tests/builders/memory-connection.ts';

const PLACES = [
  'INT. FERRY SALOON - NIGHT',
  'EXT. BREAKWATER - DAWN',
  'INT. HARBOUR OFFICE - DAY',
  'EXT. FISH MARKET - DAY',
  'INT. CAR (MOVING) - NIGHT',
];
const ACTIONS = [
  'Rain on the windows. INÉS counts the lifejackets twice.',
  'A gull lands on the bollard and will not leave.',
  'Tomás holds the letter up to the lamp. He reads it, folds it, reads it again.',
  'The engine coughs and dies. In the silence, water.',
  'She walks the length of the pier without once looking back.',
];
const NAMES = ['INÉS', 'TOMÁS', 'THE PILOT (V.O.)', 'MRS. ØDEGAARD'];
const SPEECHES = [
  'You said the last boat waits.',
  'It waits for people who are on time.',
  'I counted eleven. There were twelve this morning, I am sure of it.',
  'Then we row.',
];
const CAPTIONS = ['', '', '', 'Hold on her hands', 'Rack from lamp to face', 'Same frame as the opening'];

function sceneText(rng: Rng, index: number): ScriptParagraph[] {
  const lines: ScriptParagraph[] = [
    { type: 'scene_heading', text: PLACES[index % PLACES.length] ?? '' },
    { type: 'action', text: pick(rng, ACTIONS) },
  ];
  for (let i = 0; i < 3; i++) {
    lines.push({ type: 'character', text: pick(rng, NAMES) }, { type: 'dialogue', text: pick(rng, SPEECHES) });
    if (randomInt(rng, 2) === 0) lines.push({ type: 'action', text: pick(rng, ACTIONS) });
  }
  return lines;
}

/** A film in memory: this many scenes, this many panels; every eighth scene has none. The same for the same seed. */
export function makeFilm(sceneCount: number, panelCount: number, seed = 11): ProjectConnection & { newId: NewId } {
  const rng = seededRng(seed);
  const newId = idMaker((count) => Uint8Array.from({ length: count }, () => randomInt(rng, 256)));
  const connection = memoryConnection();
  const { doc } = connection;
  doc.transact(() => {
    appendScript(doc, Array.from({ length: sceneCount }, (_, i) => sceneText(rng, i)).flat(), newId);
  });
  const scenes = scenesOf(readScript(doc));
  const boarded = scenes.filter((_, i) => i % 8 !== 2);
  doc.transact(() => {
    let order: OrderKey | null = null;
    for (let i = 0, left = panelCount; i < boarded.length; i++) {
      const count = Math.ceil(left / (boarded.length - i));
      left -= count;
      for (let n = 0; n < count; n++) {
        order = keyBetween(order, null);
        addSample(doc, boarded[i] as Scene, n, order, rng, newId);
      }
    }
  });
  return { ...connection, newId };
}

function addSample(doc: Y.Doc, scene: Scene, n: number, order: OrderKey, rng: Rng, newId: NewId): void {
  const plan = planScene(scene);
  const planned = plan[n % plan.length] ?? { anchors: [scene.id], size: DEFAULT_SHOT.size, durationMs: 2000 };
  const lines = [scene.heading, ...scene.body].filter((line) => planned.anchors.includes(line.id));
  const shot = { size: planned.size, lens: pick(rng, [24, 35, 50, 85]) };
  const caption = pick(rng, CAPTIONS);
  const id = addPanel(doc, { anchors: planned.anchors, order, caption, durationMs: durationOf(lines), shot }, newId);
  if (n % 5 !== 4)
    addPicture(
      doc,
      id,
      pictureName(planned.size, randomInt(rng, 40), randomInt(rng, 4) === 0),
      lines,
      randomInt(rng, 9) === 0,
      newId,
    );
}

export function addPicture(
  doc: Y.Doc,
  panel: PanelId,
  asset: AssetHash,
  lines: readonly ScriptElement[],
  stale: boolean,
  newId: NewId,
): void {
  const take = newId<TakeId>();
  const by = newId<UserId>();
  const source: TakeSource = asset.slice(4, 6) === '01' ? 'generated' : 'previz';
  const about = { width: 1280, height: 720, source, provider: source, at: 1_795_000_000_000, by };
  addTake(doc, panel, { id: take, asset, ...about }, stale ? 'older words' : hashOfLines(lines));
}

/** An asset's name that says what the stand-in shows: shot size, variant, and whether a model made it. */
export function pictureName(size: ShotSize, variant: number, generated = false): AssetHash {
  const parts = [SHOT_SIZES.indexOf(size), variant, generated ? 1 : 0];
  return parts
    .map((part) => part.toString(16).padStart(2, '0'))
    .join('')
    .padEnd(64, '0') as AssetHash;
}

const HEIGHTS: readonly number[] = [2.6, 2, 1.5, 1.15, 0.95, 0.8, 0.66, 0.4, 0.2, 0.2, 1, 1, 1, 0.9, 0.7, 1.8];

/** A grey stand-in for a picture: ground, sky and figures, as large as the shot size has them. */
export function picture(asset: AssetHash): string {
  const size = Number.parseInt(asset.slice(0, 2), 16);
  const v = Number.parseInt(asset.slice(2, 4), 16);
  const tall = 720 * (HEIGHTS[size] ?? 1);
  const head = tall * 0.13;
  const foot = 690 + Math.max(0, tall - 560) * 0.9;
  const figure = (x: number, tone: number) =>
    `<g fill="hsl(40 4% ${tone}%)"><circle cx="${x}" cy="${foot - tall + head / 2}" r="${head / 2}"/>` +
    `<rect x="${x - head * 0.9}" y="${foot - tall + head * 1.15}" width="${head * 1.8}" height="${tall}" rx="${head * 0.6}"/></g>`;
  const horizon = 380 + (v % 7) * 24;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720"><rect width="1280" height="720" fill="hsl(40 3% ${72 + (v % 5) * 4}%)"/>` +
    `<rect y="${horizon}" width="1280" height="400" fill="hsl(40 3% ${52 + (v % 3) * 5}%)"/>` +
    `<rect x="${80 + v * 18}" y="${horizon - 210}" width="190" height="210" fill="hsl(40 3% ${62 + (v % 4) * 5}%)"/>` +
    figure(430 + (v % 8) * 50, 28) +
    (v % 3 === 0 ? figure(880 - (v % 6) * 30, 40) : '') +
    `</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
