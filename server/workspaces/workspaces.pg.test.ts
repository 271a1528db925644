import { expect, test } from 'vitest';
import { changeSeat } from '#db/index.ts';
import type { WorkspaceId } from '#shared/lib/ids.ts';
import { createAccess, type AccessChange } from '#server/access/index.ts';
import { aloneBus } from '#server/cluster/index.ts';
import { DAY, testPlatform } from '#tests/factories/platform.ts';
import { silentLog } from '#tests/factories/silent-log.ts';
import { makePerson, makeTeam } from '#tests/factories/team.ts';
import { onEachDatabase, type TestDatabase } from '#tests/setup/on-each-database.ts';
import { createWorkspaces } from './workspaces.ts';

async function setUp({ db }: TestDatabase) {
  const platform = testPlatform();
  const access = createAccess({ db, bus: aloneBus('p1') });
  const changes: AccessChange[] = [];
  access.onChange((change) => changes.push(change));
  const workspaces = createWorkspaces({ db, access, ...platform, log: silentLog });
  const team = await makeTeam(db, platform);
  const roles = async () => (await workspaces.open(team.members.viewer, team.workspace)).members;
  return { db, platform, workspaces, changes, roles, ...team, ...team.members };
}

onEachDatabase('workspaces', (open) => {
  test('a person sees the workspaces they have a seat in, with their role and what is in them', async () => {
    const { workspaces, workspace, writer, outsider } = await setUp(await open());
    const own = await workspaces.create(writer, '  Second unit ');
    expect(await workspaces.list(writer)).toEqual([
      { id: workspace, name: 'A team', role: 'writer', projects: 0, members: 5 },
      { id: own, name: 'Second unit', role: 'owner', projects: 0, members: 1 },
    ]);
    expect(await workspaces.list(outsider)).toEqual([]);
    await expect(workspaces.list(null)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(workspaces.create(writer, '   ')).rejects.toMatchObject({ code: 'invalid_input' });
  });

  test('an outsider does not learn whether a workspace exists', async () => {
    const { workspaces, workspace, outsider } = await setUp(await open());
    const real = await workspaces.open(outsider, workspace).catch((error: unknown) => error);
    const invented = await workspaces.open(outsider, 'x'.repeat(16) as WorkspaceId).catch((error: unknown) => error);
    expect(real).toMatchObject({ code: 'not_found' });
    expect(invented).toEqual(real);
  });

  test('an invitation gives the seat it names, once, and its secret is not stored', async () => {
    const { workspaces, workspace, owner, outsider, db, platform, roles, changes } = await setUp(await open());
    const { token } = await workspaces.invite(owner, workspace, 'director');
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(await db.query.invitations.findMany())).not.toContain(token);
    expect(await workspaces.readInvitation(token)).toEqual({
      workspace: 'A team',
      role: 'director',
      invitedBy: 'owner',
    });
    expect(await workspaces.acceptInvitation(outsider, token)).toBe(workspace);
    expect(await roles()).toContainEqual(expect.objectContaining({ userId: outsider.userId, role: 'director' }));
    expect(changes).toEqual([{ kind: 'member-changed', workspaceId: workspace, userId: outsider.userId }]);
    const late = await makePerson(db, platform, 'Late');
    await expect(workspaces.acceptInvitation(late, token)).rejects.toMatchObject({ code: 'expired' });
    await expect(workspaces.readInvitation(token)).rejects.toMatchObject({ code: 'expired' });
  });

  test('of fifty who redeem one invitation at once, exactly one gets the seat', async () => {
    const { workspaces, workspace, owner, db, platform, roles } = await setUp(await open());
    const { token } = await workspaces.invite(owner, workspace, 'writer');
    const people = await Promise.all(Array.from({ length: 50 }, (_, i) => makePerson(db, platform, `p${String(i)}`)));
    const tries = await Promise.allSettled(people.map((person) => workspaces.acceptInvitation(person, token)));
    expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    const refused = tries.filter((each) => each.status === 'rejected');
    expect(refused.every((each) => (each.reason as { code: string }).code === 'expired')).toBe(true);
    expect(await roles()).toHaveLength(6);
  });

  test('a member who opens an invitation does not use it up, and keeps the role', async () => {
    const { workspaces, workspace, owner, outsider, roles } = await setUp(await open());
    const { token } = await workspaces.invite(owner, workspace, 'viewer');
    expect(await workspaces.acceptInvitation(owner, token)).toBe(workspace);
    expect(await roles()).toContainEqual(expect.objectContaining({ userId: owner.userId, role: 'owner' }));
    await expect(workspaces.acceptInvitation(outsider, token)).resolves.toBe(workspace);
  });

  test('an invitation ends after seven days, or when it is withdrawn', async () => {
    const { workspaces, workspace, owner, outsider, platform } = await setUp(await open());
    const old = await workspaces.invite(owner, workspace, 'writer');
    platform.advance(7 * DAY);
    await expect(workspaces.acceptInvitation(outsider, old.token)).rejects.toMatchObject({ code: 'expired' });
    const { token } = await workspaces.invite(owner, workspace, 'writer');
    const [pending, ...others] = (await workspaces.open(owner, workspace)).invitations;
    expect(others, 'the old one is not listed').toEqual([]);
    await workspaces.revokeInvitation(owner, workspace, pending!.id);
    await expect(workspaces.acceptInvitation(outsider, token)).rejects.toMatchObject({ code: 'expired' });
    await expect(workspaces.revokeInvitation(owner, workspace, pending!.id)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('an invitation ends with its maker’s right to invite, so that nobody keeps a way back in', async () => {
    const { workspaces, workspace, owner, writer, outsider } = await setUp(await open());
    await workspaces.changeRole(owner, workspace, writer.userId, 'owner');
    const kept = await workspaces.invite(writer, workspace, 'owner');
    const given = await workspaces.invite(owner, workspace, 'viewer');
    await workspaces.changeRole(owner, workspace, writer.userId, 'producer');
    await expect(workspaces.acceptInvitation(outsider, kept.token)).rejects.toMatchObject({ code: 'expired' });
    await workspaces.removeMember(owner, workspace, writer.userId);
    await expect(workspaces.readInvitation(kept.token)).rejects.toMatchObject({ code: 'expired' });
    await expect(workspaces.acceptInvitation(writer, kept.token)).rejects.toMatchObject({ code: 'expired' });
    expect((await workspaces.open(owner, workspace)).invitations).toMatchObject([{ role: 'viewer' }]);
    expect(await workspaces.acceptInvitation(outsider, given.token)).toBe(workspace);
  });

  test('an invitation of one workspace can’t be withdrawn through another', async () => {
    const { workspaces, workspace, owner, outsider } = await setUp(await open());
    const { token } = await workspaces.invite(owner, workspace, 'writer');
    const [pending] = (await workspaces.open(owner, workspace)).invitations;
    const other = await workspaces.create(outsider, 'Elsewhere');
    await expect(workspaces.revokeInvitation(outsider, other, pending!.id)).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(workspaces.readInvitation(token)).resolves.toBeDefined();
  });

  test('only who manages members is shown invitations', async () => {
    const { workspaces, workspace, owner, producer } = await setUp(await open());
    await workspaces.invite(owner, workspace, 'writer');
    expect((await workspaces.open(owner, workspace)).invitations).toHaveLength(1);
    expect((await workspaces.open(producer, workspace)).invitations).toEqual([]);
  });

  test('a new role and a lost seat hold at once, and are told to open sockets', async () => {
    const { workspaces, workspace, owner, writer, director, changes } = await setUp(await open());
    await workspaces.changeRole(owner, workspace, writer.userId, 'viewer');
    expect((await workspaces.open(writer, workspace)).standing.role).toBe('viewer');
    await workspaces.removeMember(owner, workspace, director.userId);
    await expect(workspaces.open(director, workspace)).rejects.toMatchObject({ code: 'not_found' });
    await expect(workspaces.changeRole(owner, workspace, director.userId, 'writer')).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(changes).toEqual([
      { kind: 'member-changed', workspaceId: workspace, userId: writer.userId },
      { kind: 'member-changed', workspaceId: workspace, userId: director.userId },
    ]);
  });

  test('the last owner stays owner', async () => {
    const { workspaces, workspace, owner, writer } = await setUp(await open());
    const conflict = { code: 'conflict' };
    await expect(workspaces.changeRole(owner, workspace, owner.userId, 'writer')).rejects.toMatchObject(conflict);
    await expect(workspaces.removeMember(owner, workspace, owner.userId)).rejects.toMatchObject(conflict);
    await workspaces.changeRole(owner, workspace, writer.userId, 'owner');
    await workspaces.changeRole(owner, workspace, owner.userId, 'writer');
    await expect(workspaces.removeMember(writer, workspace, writer.userId)).rejects.toMatchObject(conflict);
  });

  test('owners who give up the role all at once leave one owner', async () => {
    const { db, workspaces, workspace, owner, members, roles } = await setUp(await open());
    const everybody = Object.values(members);
    for (const { userId } of everybody) await workspaces.changeRole(owner, workspace, userId, 'owner');
    const changes = await Promise.all(everybody.map(({ userId }) => changeSeat(db, workspace, userId, 'viewer')));
    expect(changes.sort()).toEqual(['done', 'done', 'done', 'done', 'last-owner']);
    expect((await roles()).filter((member) => member.role === 'owner')).toHaveLength(1);
  });
});
