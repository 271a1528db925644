import { insertMember, insertUser, insertWorkspace, type Db } from '#db/index.ts';
import { MEMBER_ROLES, type MemberRole } from '#shared/access/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { UserId, WorkspaceId } from '#shared/lib/ids.ts';
import type { TestPlatform } from './platform.ts';

export interface TestActor {
  readonly userId: UserId;
  readonly sessionId: string;
}

/** Somebody with an account and no seat anywhere. Signs in nowhere: the password hash is none. */
export async function makePerson(db: Db, { newId, clock }: TestPlatform, name: string): Promise<TestActor> {
  const userId = newId<UserId>();
  const email = `${name.toLowerCase()}.${userId}@example.org`;
  await insertUser(db, { id: userId, name, email, passwordHash: '-', createdAt: new Date(clock.now()) });
  return { userId, sessionId: `session of ${name}` };
}

export interface Team {
  readonly workspace: WorkspaceId;
  readonly members: Readonly<Record<MemberRole, TestActor>>;
  readonly outsider: TestActor;
}

/** A workspace with one member of each role, and somebody who has no seat in it. */
export async function makeTeam(db: Db, platform: TestPlatform): Promise<Team> {
  const people = new Map<MemberRole, TestActor>();
  for (const role of MEMBER_ROLES) people.set(role, await makePerson(db, platform, role));
  const as = (role: MemberRole) => must(people.get(role));
  const workspace = platform.newId<WorkspaceId>();
  const at = new Date(platform.clock.now());
  await insertWorkspace(db, { id: workspace, name: 'A team', owner: as('owner').userId, at });
  for (const [role, { userId }] of people) {
    await insertMember(db, { workspaceId: workspace, userId, role, joinedAt: at });
  }
  const members = {
    owner: as('owner'),
    writer: as('writer'),
    director: as('director'),
    producer: as('producer'),
    viewer: as('viewer'),
  };
  return { workspace, members, outsider: await makePerson(db, platform, 'Outsider') };
}
