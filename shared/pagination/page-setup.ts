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
