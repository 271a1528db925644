import { expect, test } from 'vitest';
import type { Services } from '#server/context.ts';
import { MEMBER_ROLES, OPERATIONS, mayDo, type Operation } from '#shared/access/index.ts';
import type { InvitationId, ProjectId, UserId, WorkspaceId } from '#shared/lib/ids.ts';
import { makeContainer } from '#tests/factories/container.ts';
import { testPlatform } from '#tests/factories/platform.ts';
import { makePerson, makeTeam, type TestActor } from '#tests/factories/team.ts';
import { onEachDatabase } from '#tests/setup/on-each-database.ts';

interface Scene {
  readonly services: Services;
  readonly workspace: WorkspaceId;
  readonly project: ProjectId;
  /** Somebody with a seat, new each time: who was removed can't be removed again. */
  readonly somebody: () => Promise<UserId>;
  readonly invitation: () => Promise<InvitationId>;
}
type Probe = (scene: Scene, actor: TestActor | null) => Promise<unknown>;

const SCRIPT = { name: 'a.fountain', bytes: new TextEncoder().encode('INT. ROOM - DAY\n\nA chair.\n') };

/** What each operation inside a workspace is reached by. Operations of sockets are tested where the sockets are. */
const PROBES: Partial<Record<Operation, Probe>> = {
  'workspace.open': ({ services, workspace }, actor) => services.workspaces.open(actor, workspace),
  'workspace.invite': ({ services, workspace }, actor) => services.workspaces.invite(actor, workspace, 'viewer'),
  'workspace.changeRole': async ({ services, workspace, somebody }, actor) =>
    services.workspaces.changeRole(actor, workspace, await somebody(), 'viewer'),
  'workspace.removeMember': async ({ services, workspace, somebody }, actor) =>
    services.workspaces.removeMember(actor, workspace, await somebody()),
  'workspace.revokeInvitation': async ({ services, workspace, invitation }, actor) =>
    services.workspaces.revokeInvitation(actor, workspace, await invitation()),
  'project.create': ({ services, workspace }, actor) => services.projects.create(actor, workspace, 'Untitled'),
  'project.import': ({ services, workspace }, actor) => services.screenplays.import(actor, workspace, SCRIPT),
  'project.preview': ({ services, workspace }, actor) => services.screenplays.preview(actor, workspace, SCRIPT),
  'project.readDraft': ({ services, project }, actor) => services.screenplays.readDraft(actor, project, SCRIPT),
  'project.open': ({ services, project }, actor) => services.projects.open(actor, project),
  'project.keepHistory': ({ services, project }, actor) => services.projects.keepHistory(actor, project, 90),
  'comment.read': ({ services, project }, actor) => services.comments.list(actor, project),
  'revision.list': ({ services, project }, actor) => services.revisions.list(actor, project),
  'revision.name': ({ services, project }, actor) => services.revisions.name(actor, project, 'First draft'),
  'picture.request': ({ services, project }, actor) => services.generation.request(actor, project, []),
  'project.export': ({ services, project }, actor) => services.screenplays.export(actor, project, 'fountain'),
};

/** Input is looked at only after permission is given: who is told what is wrong with it may. */
function codeOf(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : error;
  return code === 'invalid_input' ? 'allowed' : code;
}

onEachDatabase('roles', (open) => {
  test('each role may do what the table says and nothing else, outsiders and visitors nothing', async () => {
    const database = await open();
    const platform = testPlatform();
    const container = await makeContainer(database, platform);
    const { services } = container;
    const expected: string[] = [];
    const found: string[] = [];
    const { workspace, members, outsider } = await makeTeam(database.db, platform);
    const project = await services.projects.create(members.owner, workspace, 'A film');
    const somebody = async () => {
      const person = await makePerson(database.db, platform, 'Somebody');
      const { token } = await services.workspaces.invite(members.owner, workspace, 'writer');
      await services.workspaces.acceptInvitation(person, token);
      return person.userId;
    };
    const invitation = async () => {
      await services.workspaces.invite(members.owner, workspace, 'writer');
      return (await services.workspaces.open(members.owner, workspace)).invitations.at(-1)!.id;
    };
    const scene = { services, workspace, project, invitation, somebody };
    for (const [operation, probe] of Object.entries(PROBES) as [Operation, Probe][]) {
      const attempt = async (who: string, actor: TestActor | null, outcome: string) => {
        expected.push(`${operation} as ${who}: ${outcome}`);
        found.push(`${operation} as ${who}: ${String(await probe(scene, actor).then(() => 'allowed', codeOf))}`);
      };
      for (const role of MEMBER_ROLES) {
        await attempt(role, members[role], mayDo(role, operation) ? 'allowed' : 'forbidden');
      }
      await attempt('outsider', outsider, 'not_found');
      await attempt('visitor', null, 'unauthenticated');
    }
    expect(found).toEqual(expected);
    await container.drain();
  }, 60_000);
});

test('every operation inside a workspace has a probe here, or belongs to a socket or to a job', () => {
  const elsewhere = /^(document|room|comment|revision|picture|asset)\./;
  const inside = Object.entries(OPERATIONS).filter(([, needs]) => needs !== 'public' && needs !== 'signed-in');
  const missing = inside.map(([operation]) => operation as Operation).filter((operation) => !PROBES[operation]);
  expect(missing.filter((operation) => !elsewhere.test(operation))).toEqual([]);
});
