import { insertProject, type Db } from '#db/index.ts';
import type { ProjectId } from '#shared/lib/ids.ts';
import type { TestPlatform } from './platform.ts';
import { makeTeam, type TestActor } from './team.ts';
import type { MemberRole } from '#shared/access/index.ts';

/** A project without a document, and the people of its workspace by role. They are named after their roles. */
export type Film = Readonly<Record<MemberRole, TestActor>> & { readonly project: ProjectId };

export async function makeFilm(db: Db, platform: TestPlatform): Promise<Film> {
  const { workspace, members } = await makeTeam(db, platform);
  const project = platform.newId<ProjectId>();
  await insertProject(db, {
    ...{ id: project, workspaceId: workspace, title: 'The Film' },
    ...{ createdBy: members.owner.userId, createdAt: new Date(platform.clock.now()) },
  });
  return { ...members, project };
}
