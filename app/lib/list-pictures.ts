import type { AppLoadContext } from '@remix-run/node';
import type { ProjectId } from '#shared/lib/ids.ts';

/** The pictures on order in a project, and whether they are held. */
export async function listPictures({ services, actor }: AppLoadContext, project: ProjectId) {
  const [jobs, held] = await Promise.all([
    services.generation.list(actor, project),
    services.generation.isPaused(actor, project),
  ]);
  return { jobs, held };
}
