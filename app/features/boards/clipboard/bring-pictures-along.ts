import type { ProjectId, TakeId } from '#shared/lib/ids.ts';
import { addTake, readLines, readPanel } from '#shared/collab/index.ts';
import { hashOfLines, type Take } from '#shared/storyboard/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { continueStep } from '#app/collab/undo-labels.ts';
import { postForm } from '#app/lib/post-form.ts';
import type { CopiedTake } from '#server/context.ts';
import type { Pasted, Wanted } from './paste-panels.ts';

/** As many as the server takes at once. */
const AT_ONCE = 20;

/**
 * Has the pictures of pasted panels copied into this project, and hangs each as it comes, in the paste's own step of
 * undo. Resolves with a sentence when some could not come along; null when all did, or when the paste was taken back.
 */
export async function bringPicturesAlong(
  stack: Pick<ProjectConnection, 'doc' | 'undo'>,
  project: ProjectId,
  from: ProjectId,
  { wanted, step }: Pasted,
): Promise<string | null> {
  let missing = 0;
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const some = wanted.slice(at, at + AT_ONCE);
    const copies = some.map(({ original, take, panel }) => `${original.id} ${take} ${panel}`).join('\n');
    const answer = await postForm<{ takes: readonly CopiedTake[] }>(`/projects/${project}/copy-pictures`, {
      from,
      copies,
    });
    if ('error' in answer) return `${left(wanted.length - at + missing)} ${answer.error.message}`;
    const byId = new Map(answer.takes.map((take) => [take.id, take]));
    missing += some.filter(({ take }) => !byId.has(take)).length;
    if (!step || !continueStep(stack, step, () => hang(stack.doc, some, byId))) return null;
  }
  return missing === 0 ? null : `${left(missing)} Add them by hand where they are needed.`;
}

function hang(doc: ProjectConnection['doc'], wanted: readonly Wanted[], byId: ReadonlyMap<TakeId, CopiedTake>): void {
  const lines = new Map(readLines(doc).map((line) => [line.id, line]));
  for (const { panel, original, take } of wanted) {
    const copied = byId.get(take);
    const found = copied && readPanel(doc, panel);
    if (!found) continue;
    const { width, height, provider } = original;
    const words = hashOfLines(found.anchors.flatMap((anchor) => lines.get(anchor) ?? []));
    addTake(doc, panel, { width, height, provider, ...copied } satisfies Take, words);
  }
}

function left(count: number): string {
  return `${count === 1 ? '1 picture' : `${String(count)} pictures`} could not come along.`;
}
