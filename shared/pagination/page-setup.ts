import { sameValue } from '#shared/lib/same-value.ts';
import {
  FINAL_DRAFT_TYPES,
  isOutline,
  paperOf,
  type PageSetup,
  type Paper,
  type ScriptLayout,
  type StyleLayout,
} from '#shared/screenplay/index.ts';
import { settingsFromLayout } from './settings-from-layout.ts';
import { LINE, paperSettings, type ElementLayout, type PageSettings } from './settings.ts';

const known = new WeakMap<ScriptLayout, Map<Paper, PageSettings>>();

/**
 * The settings of a project's pages, for everybody who lays them out, counts or prints them: its layout on its paper. The
 * same setup has the same object, so that who holds one sees whether they changed.
 */
export function pageSettingsOf({ paper, layout }: PageSetup): PageSettings {
  if (!layout) return paperSettings(paper);
  let papers = known.get(layout);
  if (!papers) known.set(layout, (papers = new Map<Paper, PageSettings>()));
  let settings = papers.get(paper);
  if (!settings) papers.set(paper, (settings = settingsFromLayout(layout, paper)));
  return settings;
}

/** Whether scripts stand on the same pages and print alike, in whatever way each setup came to say so. */
export function samePages(a: PageSetup, b: PageSetup): boolean {
  const shown = ({ layout }: PageSetup) => layout?.sceneNumbers ?? ON_BOTH_SIDES;
  return sameValue(pageSettingsOf(a), pageSettingsOf(b)) && sameValue(shown(a), shown(b));
}

/** Inches from the paper's left edge, as Final Draft places them. */
export const ON_BOTH_SIDES = { left: true, right: true, leftLocation: 0.75, rightLocation: 7.38 } as const;

/**
 * The layout that a file of the project states: read again, it gives the pages that the project has. Null where that is
 * the standard page of US Letter.
 */
export function layoutOnPaper({ paper, layout }: PageSetup): ScriptLayout | null {
  if (!layout) return paper === 'letter' ? null : standardLayout(paperSettings(paper));
  if (paperOf(layout) === paper) return layout;
  return { ...layout, ...sheetOf(paperSettings(paper)) };
}

function standardLayout(settings: PageSettings): ScriptLayout {
  const types = [...FINAL_DRAFT_TYPES].filter(([, type]) => !isOutline(type));
  const styles = types.map(([name, type]) => [name, styleOf(name, settings.elements[type])] as const);
  return { ...sheetOf(settings), styles: Object.fromEntries(styles) };
}

/** The part of a layout that goes with the paper. Files give inches in hundredths. */
function sheetOf({ paper, margins }: PageSettings): Pick<ScriptLayout, 'paper' | 'margins'> {
  const inches = (points: number) => Math.round((points / 72) * 100) / 100;
  return { paper: { width: inches(paper.width), height: inches(paper.height) }, margins };
}

function styleOf(name: string, layout: ElementLayout): StyleLayout {
  const { left, right, lineHeight, capitals, alignment, firstIndent, spaceBefore } = layout;
  const { bold, italic, underline, hidden, startsNewPage, breaksAs } = layout;
  return {
    ...{ alignment, leftIndent: left, rightIndent: right, firstIndent, spaceBefore, spacing: lineHeight / LINE },
    ...{ bold, italic, underline, allCaps: capitals, hidden, startsNewPage },
    paginateAs: breaksAs === 'heading' ? 'Scene Heading' : name,
  };
}
