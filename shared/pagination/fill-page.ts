import { must } from '#shared/lib/assert.ts';
import { parseCue } from '#shared/screenplay/index.ts';
import { blockHeight, columnHeight, readBlock, type Block, type Column, type Cut, type Script } from './block.ts';
import { lastLineBreak, lastParting } from './cuts.ts';
import type { Page, PageStart } from './page.ts';
import { placeLines, type Placed } from './place-lines.ts';
import { bodyHeight, LINE } from './settings.ts';

/** How a page ends: behind so many whole blocks, and perhaps inside the next one. */
interface PageEnd {
  readonly whole: number;
  readonly cuts: readonly Cut[] | null;
}

/** How the first page of a script begins, and any page on which a scene does. */
export const SCRIPT_START: PageStart = { cuts: null, scene: null, scenePages: 0, speaker: null };

export interface FilledPage {
  readonly page: Page;
  /** How the page after it begins, `page.span` elements further on; null at the end of the script. */
  readonly next: PageStart | null;
}

/** Lays out the page that begins at an element. Reads no further than it must. */
export function fillPage(script: Script, index: number, start: PageStart): FilledPage {
  const body = bodyHeight(script.settings);
  const placed: Placed[] = [];
  let state = start;
  let at = index;
  let read = index;
  const head = sceneTop(script, index, start);
  let y = head === null ? 0 : 2 * LINE;
  for (;;) {
    const block = readBlock(script, at, state.cuts);
    read = Math.max(read, block?.read ?? script.elements.length + 1);
    if (!block) return finish(script, { placed, index, start, read, head }, null);
    if (block.kind === 'page_break' && placed.length === 0) {
      at = block.to;
      continue;
    }
    const next = place(block, y, placed.length === 0, state);
    const forced = placed.length > 0 && (block.startsNewPage || block.kind === 'page_break');
    if (block.kind === 'page_break') read = Math.max(read, nextShown(script, at)?.read ?? script.elements.length + 1);
    placed.push(next);
    if (forced) return finish(script, { placed, index, start, read, head }, { whole: placed.length - 1, cuts: null });
    y = next.top + blockHeight(block);
    if (y > body) return finish(script, { placed, index, start, read, head }, endOfPage(script, placed, body));
    at = block.to;
    state = stateAfter(script, block, state);
  }
}

function place(block: Block, y: number, first: boolean, start: PageStart): Placed {
  return { block, above: y, top: y + (first ? 0 : block.before), start };
}

/** The first block from an element on that is no page break. */
function nextShown(script: Script, index: number): Block | null {
  let block = readBlock(script, index, null);
  while (block?.kind === 'page_break') block = readBlock(script, block.to, null);
  return block;
}

/** Whether the scene of the page before goes on here. */
function goesOnInScene(script: Script, index: number, { scene, cuts }: PageStart): boolean {
  if (scene === null || cuts) return scene !== null;
  const block = nextShown(script, index);
  return block !== null && !beginsScene(block);
}

function beginsScene({ columns }: Block): boolean {
  return columns[0]?.parts[0]?.element.type === 'scene_heading';
}

/** What is true behind a whole block. */
function stateAfter({ settings }: Script, block: Block, state: PageStart): PageStart {
  if (beginsScene(block)) {
    const scene = block.columns[0]?.parts[0]?.element.id ?? null;
    return { cuts: null, scene, scenePages: 0, speaker: null };
  }
  const cue = block.columns.at(-1)?.cue;
  const automatic = settings.continuations.automaticContd && cue;
  const speaker = automatic ? parseCue(cue.element.text).name : state.speaker;
  return { cuts: null, scene: state.scene, scenePages: state.scenePages, speaker };
}

/**
 * The last place where the page may end, the last block being the one that does not fit: inside that block, before it,
 * inside the block before, and so on. Where no rule lets the page end it ends all the same.
 */
function endOfPage(script: Script, placed: readonly Placed[], body: number): PageEnd {
  for (let whole = placed.length - 1; whole >= 0; whole--) {
    const here = must(placed[whole]);
    const cuts = cutBlock(script, here, body);
    if (cuts) return { whole, cuts };
    const room = body - footOfPage(script, here.block, here.start);
    if (whole > 0 && here.above <= room && mayEndBefore(here.block, must(placed[whole - 1]).block))
      return { whole, cuts: null };
  }
  if (placed.length > 1) return { whole: placed.length - 1, cuts: null };
  const { block, top } = must(placed[0]);
  const room = body - top - moreHeight(script, block);
  return { whole: 0, cuts: block.columns.map((column) => lastLineBreak(column, room)) };
}

/** Rules 1, 2 and 3: no heading and no cue is last on a page, and no transition first. */
function mayEndBefore(block: Block, previous: Block): boolean {
  // Of two speeches beside each other, one may be a bare cue: there is no other place to end.
  const last = previous.columns.length === 1 ? previous.columns[0]?.parts.at(-1)?.element.type : undefined;
  const leads = previous.kind === 'heading' || last === 'character' || last === 'parenthetical';
  return !leads && block.kind !== 'transition';
}

/** Points for (CONTINUED) and the blank line above it, if the page ends before or inside this block. */
function footOfPage({ settings }: Script, block: Block, { scene }: PageStart): number {
  return settings.continuations.sceneBottom === '' || scene === null || beginsScene(block) ? 0 : 2 * LINE;
}

/** Where each column of a block parts; null when the rules keep it whole, as they do a dual dialogue that fits a page. */
function cutBlock(script: Script, { block, top, start }: Placed, body: number): Cut[] | null {
  const room = body - top - footOfPage(script, block, start);
  if (block.columns.length > 1 && blockHeight(block) <= body) return null;
  const cuts: Cut[] = [];
  for (const column of block.columns) {
    const cut = cutColumn(script, block, column, room);
    if (!cut) return null;
    cuts.push(cut);
  }
  return cuts.length > 0 ? cuts : null;
}

function cutColumn(script: Script, block: Block, column: Column, room: number): Cut | null {
  const beside = block.columns.length > 1;
  if (beside && columnHeight(column) <= room) return { part: column.skipped + column.parts.length, at: 0 };
  return lastParting(block.kind, column, room - moreHeight(script, block), script.settings.breaksAtSentences);
}

/** What is printed at the head of a page on which a scene goes on: `CONTINUED:`, and from the second on its count. */
function sceneTop(script: Script, index: number, start: PageStart): string | null {
  const { sceneTop: text, sceneCounted } = script.settings.continuations;
  if (text === '' || !goesOnInScene(script, index, start)) return null;
  return sceneCounted && start.scenePages > 1 ? `${text} (${start.scenePages})` : text;
}

/** Points for (MORE), where it is printed under a speech that parts. */
function moreHeight({ settings }: Script, { columns }: Block): number {
  return settings.continuations.more !== '' && columns.some(({ cue }) => cue) ? LINE : 0;
}

interface Filling {
  readonly placed: readonly Placed[];
  readonly index: number;
  readonly start: PageStart;
  readonly read: number;
  readonly head: string | null;
}

/** Cuts the page off where it ends and says how the next one begins. */
function finish(script: Script, { placed, index, start, read, head }: Filling, end: PageEnd | null): FilledPage {
  const shown = end ? placed.slice(0, end.whole + (end.cuts ? 1 : 0)) : placed;
  const following = end && must(placed[end.whole]);
  const next = end && following ? nextStart(script, following, end) : null;
  const span = (following ? following.block.from : script.elements.length) - index;
  const foot = next !== null && goesOnInScene(script, index + span, next);
  const {
    lines,
    begin,
    end: filled,
  } = placeLines(script, shown, { scene: start.scene, head, cuts: end?.cuts ?? null, foot });
  const headings = shown.flatMap(({ block, above, start: { cuts } }) => {
    const element = block.columns[0]?.parts[0]?.element;
    return element?.type === 'scene_heading' && !cuts ? [{ element: element.id, top: above }] : [];
  });
  return { page: { lines, headings, begin, end: filled, start, span, reach: read - index }, next };
}

function nextStart(script: Script, { block, start }: Placed, { cuts }: PageEnd): PageStart {
  if (!cuts && beginsScene(block)) return SCRIPT_START;
  const state = cuts && beginsScene(block) ? stateAfter(script, block, start) : start;
  const counts = state.scene !== null && script.settings.continuations.sceneTop !== '';
  return { ...state, cuts, scenePages: counts ? state.scenePages + 1 : 0 };
}
