import type { ElementId, PanelId } from '#shared/lib/ids.ts';
import { textHash } from '#shared/lib/hash.ts';
import { omittedOf, type Scene, type ScriptElement } from '#shared/screenplay/index.ts';
import { chosenTake, type Panel } from './panel.ts';

/** Script lines by id. */
export type Lines = ReadonlyMap<ElementId, ScriptElement>;

export function linesById(scenes: readonly Scene[]): Lines {
  const lines = new Map<ElementId, ScriptElement>();
  for (const { heading, body } of scenes) {
    lines.set(heading.id, heading);
    // In an omitted scene the words are those that would return.
    for (const element of omittedOf(heading)) lines.set(element.id, element);
    for (const element of body) lines.set(element.id, element);
  }
  return lines;
}

/** The lines a panel hangs on that are still in the script, in the order it names them. */
export function anchoredLines(panel: Pick<Panel, 'anchors'>, lines: Lines): ScriptElement[] {
  return panel.anchors.flatMap((id) => lines.get(id) ?? []);
}

/** The words of lines, whatever their spacing, a line each. */
export function wordsOfLines(lines: readonly Pick<ScriptElement, 'text'>[]): string {
  return lines.map(({ text }) => text.replace(/\s+/g, ' ').trim()).join('\n');
}

/**
 * What `Panel.textHash` holds: the words of these lines, whatever their spacing. Whoever hangs a picture on a panel
 * stores this hash of the lines as they were when the picture was asked for.
 */
export function hashOfLines(lines: readonly Pick<ScriptElement, 'text'>[]): string {
  return textHash(wordsOfLines(lines));
}

/** Longer passages are known to have changed, without how: a storyboard of ten thousand panels must stay small. */
const MOST_KEPT = 2000;

/** What a panel must keep of these words before the script stops saying them; null where it needs nothing. */
export function wordsToKeep({ textHash: hash, words }: Pick<Panel, 'textHash' | 'words'>, said: string): string | null {
  return hash !== '' && said !== words && said.length <= MOST_KEPT && textHash(said) === hash ? said : null;
}

export type Link =
  /** The picture shows what the script says, or there is no picture yet. */
  | { readonly state: 'fresh' }
  /** The script says something else than when the picture was chosen: `before`, unless that was not kept. */
  | { readonly state: 'stale'; readonly before: string | null; readonly after: string }
  /** Every line of it is gone. The panel is kept until somebody decides. */
  | { readonly state: 'orphaned' };

const FRESH: Link = { state: 'fresh' };
const ORPHANED: Link = { state: 'orphaned' };

/** How a panel stands to the script: the one place that decides. A line cut in two says the same as before. */
export function linkOf(panel: Panel, lines: Lines): Link {
  const anchored = anchoredLines(panel, lines);
  if (anchored.length === 0) return ORPHANED;
  if (panel.textHash === '' || !chosenTake(panel)) return FRESH;
  const after = wordsOfLines(anchored);
  if (textHash(after) === panel.textHash) return FRESH;
  const before = textHash(panel.words) === panel.textHash ? panel.words : null;
  if (before !== null && before.replaceAll('\n', ' ') === after.replaceAll('\n', ' ')) return FRESH;
  return { state: 'stale', before, after };
}

/**
 * Whether the shown picture was made for other words than the script has now. A panel without a picture, or whose lines
 * are all gone, is not stale: the one has nothing to go stale, the other is an orphan.
 */
export function isStale(panel: Panel, lines: Lines): boolean {
  return linkOf(panel, lines).state === 'stale';
}

/** Which panels show each line: the marks beside the script. */
export function panelsByLine(panels: Iterable<Panel>): ReadonlyMap<ElementId, readonly PanelId[]> {
  const byLine = new Map<ElementId, PanelId[]>();
  for (const panel of panels) {
    for (const anchor of panel.anchors) {
      const known = byLine.get(anchor);
      if (known) known.push(panel.id);
      else byLine.set(anchor, [panel.id]);
    }
  }
  return byLine;
}

export interface Excerpt {
  /** The first action line, or the heading when there is none. */
  readonly action: string;
  readonly speaker: string;
  readonly dialogue: string;
}

/** One line of action and one of dialogue: what stands under a frame. */
export function excerptOf(elements: readonly ScriptElement[]): Excerpt {
  const first = (...types: ScriptElement['type'][]) =>
    elements.find((element) => types.includes(element.type) && element.text !== '')?.text ?? '';
  return {
    action: first('action', 'shot', 'general') || first('scene_heading'),
    speaker: first('character'),
    dialogue: first('dialogue', 'lyrics'),
  };
}
