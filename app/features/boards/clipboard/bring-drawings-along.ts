import { readPanel, updatePanel } from '#shared/collab/index.ts';
import type { PanelId, ProjectId } from '#shared/lib/ids.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { continueStep } from '#app/collab/undo-labels.ts';
import { whenSaved } from '#app/collab/when-saved.ts';
import { postForm } from '#app/lib/post-form.ts';
import type { Pasted } from './paste-panels.ts';

/** As many as the server takes at once. */
const AT_ONCE = 20;

/**
 * Has what is drawn on copied panels drawn on the pasted ones, and tells each as it comes, in the paste's own step of
 * undo. Resolves with a sentence when some could not come along; null when all did, or when the paste was taken back.
 */
export async function bringDrawingsAlong(
  stack: Pick<ProjectConnection, 'doc' | 'undo' | 'saveState'>,
  project: ProjectId,
  from: ProjectId,
  { drawings, step }: Pick<Pasted, 'drawings' | 'step'>,
): Promise<string | null> {
  // The server draws on no panel that it doesn't know of.
  await whenSaved(stack);
  let missing = 0;
  for (let at = 0; at < drawings.length; at += AT_ONCE) {
    const some = drawings.slice(at, at + AT_ONCE);
    const copies = some.map(({ original, panel }) => `${original} ${panel}`).join('\n');
    const answer = await postForm<{ panels: readonly PanelId[] }>(`/projects/${project}/copy-drawings`, {
      from,
      copies,
    });
    if ('error' in answer) return `${left(drawings.length - at + missing)} ${answer.error.message}`;
    missing += some.length - answer.panels.length;
    if (!step || !continueStep(stack, step, () => tell(stack.doc, answer.panels))) return null;
  }
  return missing === 0 ? null : left(missing);
}

function tell(doc: ProjectConnection['doc'], panels: readonly PanelId[]): void {
  // Whoever draws on it meanwhile has told it more.
  for (const panel of panels) if (readPanel(doc, panel)?.drawn === 0) updatePanel(doc, panel, { drawn: 1 });
}

function left(count: number): string {
  return `${count === 1 ? '1 drawing' : `${String(count)} drawings`} could not come along.`;
}
