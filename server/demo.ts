import { join } from 'node:path';
import { DEMO_PEOPLE, seedDemo, type Db } from '#db/index.ts';
import { newSecret, type DemoLinks, type PasswordHasher } from '#server/auth/index.ts';
import { installationFolder, type Platform } from '#server/config/index.ts';
import type { Log } from '#server/observability/index.ts';
import type { Documents } from '#server/sync/index.ts';
import type { Services } from './context.ts';

export interface DemoOptions {
  readonly db: Db;
  readonly documents: Documents;
  readonly generation: Services['generation'];
  readonly hasher: PasswordHasher;
  readonly demoLinks: DemoLinks;
  readonly platform: Platform;
  readonly log: Log;
}

export interface DemoLink {
  readonly role: string;
  readonly name: string;
  /** The address of the link on this server: signs in and leads to the demo project. */
  readonly path: string;
}

/** Puts the demo in place where it is missing, orders its pictures, and makes this run's sign-in links. */
export async function prepareDemo(options: DemoOptions): Promise<DemoLink[]> {
  const { db, documents, generation, hasher, demoLinks, platform, log } = options;
  const demo = await seedDemo({
    db,
    at: new Date(platform.clock.now()),
    newId: platform.newId,
    unusableHash: () => hasher.hash(newSecret(platform.randomBytes)),
    createDocument: (...document) => documents.create(...document),
    folder: join(installationFolder(), 'db', 'seed'),
  });
  if (demo.newPanels.length > 0) {
    log.info({ project: demo.project, panels: demo.newPanels.length }, 'demo project made');
    const director = { userId: demo.users.director, sessionId: 'demo' };
    await generation
      .request(director, demo.project, demo.newPanels)
      .catch((error: unknown) => log.error({ err: error }, 'the demo has no pictures yet'));
  }
  // An owner of the demo could close it down for everybody: that seat has no link.
  return DEMO_PEOPLE.filter(({ role }) => role !== 'owner').map(({ role, name }) => ({
    role,
    name,
    path: `/demo/${demoLinks.issue(demo.users[role])}?to=/projects/${demo.project}`,
  }));
}
