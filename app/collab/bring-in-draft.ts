import {
  readPanels,
  readScript,
  readSettings,
  readTitlePage,
  rewriteScript,
  updatePanel,
  writeSettings,
  writeTitlePage,
  type ProjectDoc,
} from '#shared/collab/index.ts';
import { readScript as readFormat, writeProject, type ScriptFormat } from '#shared/formats/index.ts';
import { keptLayout } from '#shared/formats/fdx/index.ts';
import { layoutOnPaper, samePages } from '#shared/pagination/index.ts';
import {
  compareScripts,
  mergeDraft,
  mergeTitlePage,
  type ElementChange,
  type WordRun,
} from '#shared/revisions/index.ts';
import {
  checkedLayout,
  paragraphStyleOf,
  setupOf,
  type PageSetup,
  type ScriptElement,
  type ScriptParagraph,
  type TitlePage,
} from '#shared/screenplay/index.ts';
import { rehang, type Rehung } from '#shared/storyboard/index.ts';
import type { ProjectConnection } from './connection.ts';
import { newId } from './new-id.ts';
import { editAs } from './undo-labels.ts';

/** A newer draft, as the server read it. */
export interface Draft {
  readonly format: ScriptFormat;
  readonly titlePage: TitlePage;
  readonly pageSetup: PageSetup;
  readonly paragraphs: readonly ScriptParagraph[];
}

/** What a draft would do to the script as it is at this moment. */
export interface DraftPlan {
  readonly script: readonly ElementChange[];
  readonly elements: readonly ScriptElement[];
  /** Null when it stays as it is. */
  readonly titlePage: TitlePage | null;
  /** Null when the project's stays: the draft has the same one, or says nothing of it. */
  readonly pageSetup: PageSetup | null;
  readonly panels: Rehung;
  /** More than one message of a window may carry; taking it would end the window's connection. */
  readonly isTooLarge: boolean;
}

/** Three quarters of the largest frame. What is taken out is counted by itself: undoing it sends it again. */
const MOST_BYTES = 768 * 1024;
/** Of one element besides its words. */
const ELEMENT_BYTES = 160;

export function planDraft(doc: ProjectDoc, draft: Draft): DraftPlan {
  const { paper, layout } = readSettings(doc);
  const kept = keptLayout(layoutOnPaper({ paper, layout }));
  const project = { titlePage: readTitlePage(doc), elements: readScript(doc), ...(kept && { kept }) };
  const { screenplay: echo, layout: echoed } = readFormat(draft.format, writeProject(draft.format, project));
  const elements = mergeDraft(project.elements, echo.elements, draft.paragraphs, newId);
  const titlePage = mergeTitlePage(project.titlePage, echo.titlePage, draft.titlePage);
  const script = compareScripts(project.elements, elements);
  return {
    ...{ script, elements },
    titlePage: JSON.stringify(titlePage) === JSON.stringify(project.titlePage) ? null : titlePage,
    pageSetup: mergePages(setupOf(checkedLayout(echoed)), draft.pageSetup),
    panels: rehang(readPanels(doc), project.elements, elements),
    isTooLarge: bytesOf(script) > MOST_BYTES,
  };
}

/** Whoever sends a file with a page of its own has set it: it is the page that the draft is read and counted on. */
function mergePages(echo: PageSetup, draft: PageSetup): PageSetup | null {
  return draft.layout === null || samePages(echo, draft) ? null : draft;
}

/** Of the message that brings this in, or of the one that takes it back, whichever is longer. */
function bytesOf(script: readonly ElementChange[]): number {
  let [comes, goes] = [0, 0];
  for (const change of script) {
    if (change.kind === 'same') continue;
    const { element } = change;
    const own = ELEMENT_BYTES + JSON.stringify([paragraphStyleOf(element) ?? '', element.omitted ?? '']).length;
    comes += own;
    goes += own;
    for (const { kind, text } of wordsOf(change)) {
      const bytes = encoder.encode(text).length;
      if (kind !== 'removed') comes += bytes;
      if (kind !== 'added') goes += bytes;
    }
  }
  return Math.max(comes, goes);
}

const encoder = new TextEncoder();

/** `same` stands for words that are written again. */
function wordsOf(change: Exclude<ElementChange, { kind: 'same' }>): readonly WordRun[] {
  if (change.kind === 'changed') return change.words.filter(({ kind }) => kind !== 'same');
  const { kind, element } = change;
  return [{ kind: kind === 'moved' ? 'same' : kind, text: element.text }];
}

/**
 * Brings a draft into the document as it is now, whoever else writes in it: one act of this person and one step of undo.
 * False when it is too large for that; nothing was changed then.
 */
export function bringInDraft(
  connection: Pick<ProjectConnection, 'doc' | 'undo'>,
  draft: Draft,
  label: string,
): boolean {
  const { doc } = connection;
  const plan = planDraft(doc, draft);
  if (plan.isTooLarge) return false;
  editAs(connection, label, () => {
    rewriteScript(doc, plan.elements);
    if (plan.titlePage) writeTitlePage(doc, plan.titlePage);
    if (plan.pageSetup) writeSettings(doc, plan.pageSetup);
    for (const { id, anchors } of plan.panels.hung) updatePanel(doc, id, { anchors });
  });
  return true;
}
