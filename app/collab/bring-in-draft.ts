import {
  readPanels,
  readScript,
  readTitlePage,
  rewriteScript,
  updatePanel,
  writeTitlePage,
  type ProjectDoc,
} from '#shared/collab/index.ts';
import { readScript as readFormat, writeProject, type ScriptFormat } from '#shared/formats/index.ts';
import { compareScripts, mergeDraft, mergeTitlePage, type ElementChange } from '#shared/revisions/index.ts';
import type { ScriptElement, ScriptParagraph, TitlePage } from '#shared/screenplay/index.ts';
import { rehang, type Rehung } from '#shared/storyboard/index.ts';
import type { ProjectConnection } from './connection.ts';
import { newId } from './new-id.ts';
import { editAs } from './undo-labels.ts';

/** A newer draft, as the server read it. */
export interface Draft {
  readonly format: ScriptFormat;
  readonly titlePage: TitlePage;
  readonly paragraphs: readonly ScriptParagraph[];
}

/** What a draft would do to the script as it is at this moment. */
export interface DraftPlan {
  readonly script: readonly ElementChange[];
  readonly elements: readonly ScriptElement[];
  /** Null when it stays as it is. */
  readonly titlePage: TitlePage | null;
  readonly panels: Rehung;
  /** More than one message of a window may carry; taking it would end the window's connection. */
  readonly isTooLarge: boolean;
}

/** Three quarters of the largest frame. What is taken out counts too: undoing it sends it again. */
const MOST_BYTES = 768 * 1024;
/** Of one element besides its words. */
const ELEMENT_BYTES = 160;

export function planDraft(doc: ProjectDoc, draft: Draft): DraftPlan {
  const project = { titlePage: readTitlePage(doc), elements: readScript(doc) };
  const echo = readFormat(draft.format, writeProject(draft.format, project)).screenplay;
  const elements = mergeDraft(project.elements, echo.elements, draft.paragraphs, newId);
  const titlePage = mergeTitlePage(project.titlePage, echo.titlePage, draft.titlePage);
  const script = compareScripts(project.elements, elements);
  return {
    ...{ script, elements },
    titlePage: JSON.stringify(titlePage) === JSON.stringify(project.titlePage) ? null : titlePage,
    panels: rehang(readPanels(doc), project.elements, elements),
    isTooLarge: bytesOf(script) > MOST_BYTES,
  };
}

function bytesOf(script: readonly ElementChange[]): number {
  const encoder = new TextEncoder();
  const length = (text: string) => encoder.encode(text).length;
  return script.reduce((sum, change) => {
    if (change.kind === 'same') return sum;
    if (change.kind !== 'changed') return sum + ELEMENT_BYTES + length(change.element.text);
    const words = change.words.filter(({ kind }) => kind !== 'same');
    return sum + ELEMENT_BYTES + words.reduce((all, { text }) => all + length(text), 0);
  }, 0);
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
    for (const { id, anchors } of plan.panels.hung) updatePanel(doc, id, { anchors });
  });
  return true;
}
