import { projectDocument } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import { migrate } from '#db/index.ts';
import { makeContainer } from '#tests/factories/container.ts';
import { testPlatform } from '#tests/factories/platform.ts';
import { openPlace, type Place } from '../support/scratch.ts';
import type { Cast } from './campaign.ts';

/** Signs writers up, gives them a workspace and makes its projects, as people do, before any server serves them. */
export async function assembleCast(
  place: Place,
  seed: number,
  { writers, documents: films } = { writers: 8, documents: 5 },
): Promise<Cast> {
  const database = await openPlace(place);
  try {
    await migrate(database);
    const container = await makeContainer(database, testPlatform(seed, Date.now()));
    const { auth, workspaces, projects } = container.services;
    const cookies: string[] = [];
    for (let i = 0; i < writers; i++) {
      const input = {
        name: `Writer ${String(i)}`,
        email: `w${String(i)}@example.org`,
        password: 'a lamp in the harbour',
      };
      cookies.push(must((await auth.signUp(input)).setCookie.split(';')[0]));
    }
    const actors = await Promise.all(cookies.map(async (cookie) => must(await auth.fromCookie(cookie)).actor));
    const owner = must(actors[0]);
    const workspace = await workspaces.create(owner, 'The harbour');
    for (const actor of actors.slice(1)) {
      await workspaces.acceptInvitation(actor, (await workspaces.invite(owner, workspace, 'writer')).token);
    }
    const documents = [];
    for (let i = 0; i < films; i++) {
      documents.push(projectDocument(await projects.create(owner, workspace, `Film ${String(i)}`)));
    }
    await container.drain();
    return { cookies, documents };
  } finally {
    await database.close();
  }
}
