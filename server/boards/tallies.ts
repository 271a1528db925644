import { projectsWithModels, type Db } from '#db/index.ts';
import type { ProjectId } from '#shared/lib/ids.ts';
import { allPanels, tallyTakes, type Panel, type RecordedTake } from '#shared/storyboard/index.ts';
import type { Access, Actor } from '#server/access/index.ts';
import type { Disclosure } from '#server/disclosure/index.ts';
import type { Documents } from '#server/sync/index.ts';
import { filmOf } from './film.ts';
import type { Boards } from './port.ts';

interface Options {
  readonly db: Db;
  readonly access: Access;
  readonly documents: Pick<Documents, 'read'>;
  readonly disclosure: Disclosure;
}

/** How models have done, in one film and in all. */
export function tallies(options: Options): Pick<Boards, 'tally' | 'workspaceTally'> {
  const { db, access } = options;
  return {
    tally: async (actor, project) => {
      await access.requireInProject(actor, project, 'picture.tally');
      return tallyTakes(...(await judged(options, actor, project)));
    },

    workspaceTally: async (actor, workspace) => {
      await access.requireInWorkspace(actor, workspace, 'provider.tally');
      const [panels, recorded]: [Panel[], RecordedTake[]] = [[], []];
      // One after the other: each is read whole.
      for (const project of await projectsWithModels(db, workspace)) {
        const [theirs, takes] = await judged(options, actor, project);
        panels.push(...theirs.filter((panel) => panel.takes.length > 0));
        recorded.push(...takes);
      }
      return tallyTakes(panels, recorded);
    },
  };
}

/** Panels, with what people said of their takes, and the records of those. */
async function judged(
  options: Options,
  actor: Actor | null,
  project: ProjectId,
): Promise<readonly [readonly Panel[], readonly RecordedTake[]]> {
  const { storyboard } = await filmOf(options, project);
  return [allPanels(storyboard), await options.disclosure.recorded(actor, project)];
}
