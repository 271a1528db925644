import { expect, test } from 'vitest';
import { EDIT, addPanel, projectDocument } from '#shared/collab/index.ts';
import type { Services } from '#server/context.ts';
import { MEMBER_ROLES, OPERATIONS, mayDo, type Operation } from '#shared/access/index.ts';
import type {
  ConsentId,
  InvitationId,
  PanelId,
  ProjectId,
  ProviderAccountId,
  UserId,
  WorkspaceId,
} from '#shared/lib/ids.ts';
import { makeContainer } from '#tests/factories/container.ts';
import { testPlatform } from '#tests/factories/platform.ts';
import { INK } from '#tests/factories/provider-kind.ts';
import { makePerson, makeTeam, type TestActor } from '#tests/factories/team.ts';
import { onEachDatabase } from '#tests/setup/on-each-database.ts';

interface Scene {
  readonly services: Services;
  readonly workspace: WorkspaceId;
  readonly project: ProjectId;
  readonly panel: PanelId;
  /** Somebody with a seat, new each time: who was removed can't be removed again. */
  readonly somebody: () => Promise<UserId>;
  readonly invitation: () => Promise<InvitationId>;
  /** One that stays; `accountToRemove` a new one each time. */
  readonly account: ProviderAccountId;
  readonly accountToRemove: () => Promise<ProviderAccountId>;
  /** A new one each time: it is revoked once. */
  readonly consent: () => Promise<ConsentId>;
}
type Probe = (scene: Scene, actor: TestActor | null) => Promise<unknown>;

const PICTURE = { width: 320, aspectRatio: 1.5 } as const;
const ACCOUNT = {
  ...{ kind: 'inkwell', label: 'Ours', baseUrl: '', models: [INK], key: 'sk-0123456789' },
  ...{ budget: null, concurrency: 1, perMinute: null },
};
const NOWHERE = '0000000000000000' as PanelId;
const PAPER = { name: 'a.pdf', bytes: new TextEncoder().encode('%PDF-1.7') };
const CONSENT = {
  ...{ person: 'Ana', uses: ['picture' as const], project: null, from: 0, until: null },
  ...{ territory: 'Worldwide', grantedBy: 'Ana', file: PAPER },
};
/** No picture, which is told to whoever may add one. */
const DOT = { name: 'a.png', bytes: new Uint8Array(0) };
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
  'provider.list': ({ services, workspace }, actor) => services.pictureAccounts.list(actor, workspace),
  'provider.add': ({ services, workspace }, actor) => services.pictureAccounts.add(actor, workspace, ACCOUNT),
  'provider.change': ({ services, workspace, account }, actor) =>
    services.pictureAccounts.change(actor, workspace, account, ACCOUNT),
  'provider.replaceKey': ({ services, workspace, account }, actor) =>
    services.pictureAccounts.replaceKey(actor, workspace, account, 'sk-9876543210'),
  'provider.remove': async ({ services, workspace, accountToRemove }, actor) =>
    services.pictureAccounts.remove(actor, workspace, await accountToRemove()),
  'provider.check': ({ services, workspace, account }, actor) =>
    services.pictureAccounts.check(actor, workspace, account),
  'provider.tally': ({ services, workspace }, actor) => services.boards.workspaceTally(actor, workspace),
  'picture.pause': ({ services, project }, actor) => services.generation.pause(actor, project, false),
  'consent.list': ({ services, workspace }, actor) => services.consents.list(actor, workspace),
  'consent.give': ({ services, workspace }, actor) => services.consents.give(actor, workspace, CONSENT),
  'consent.revoke': async ({ services, workspace, consent }, actor) =>
    services.consents.revoke(actor, workspace, await consent()),
  'consent.readFile': async ({ services, workspace, consent }, actor) =>
    services.consents.readFile(actor, workspace, await consent()),
  'consent.marks': ({ services, project }, actor) => services.consents.marks(actor, project),
  'cast.addPicture': ({ services, project }, actor) => services.pictures.addReference(actor, project, DOT),
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
  'picture.choices': ({ services, project }, actor) => services.generation.choices(actor, project),
  'picture.tally': ({ services, project }, actor) => services.boards.tally(actor, project),
  'suggestion.choices': ({ services, project }, actor) => services.suggestions.choices(actor, project),
  'suggestion.ask': ({ services, project, account }, actor) =>
    services.suggestions.ask(actor, project, { use: 'alt', panel: NOWHERE }, account, new AbortController().signal),
  'drawing.open': ({ services, project, panel }, actor) => services.drawings.open(actor, project, panel),
  'drawing.start': ({ services, project, panel }, actor) => services.drawings.start(actor, project, panel),
  'drawing.copy': ({ services, project }, actor) => services.drawings.copy(actor, project, project, []),
  'drawing.picture': ({ services, project, panel }, actor) => services.drawings.picture(actor, project, panel, PICTURE),
  'project.export': ({ services, project }, actor) => services.screenplays.export(actor, project, 'fountain'),
};

/** Input is looked at only after permission is given: who is told what is wrong with it may. */
function codeOf(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : error;
  if (error instanceof Error && error.message.startsWith('This panel is not there')) return 'allowed';
  return code === 'invalid_input' || code === 'unsupported_file' ? 'allowed' : code;
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
    const panel = await container.documents.edit(projectDocument(project), members.owner.userId, EDIT, (doc) =>
      addPanel(doc, { anchors: [], order: 'aV' }, platform.newId),
    );
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
    const accountToRemove = () => services.pictureAccounts.add(members.owner, workspace, ACCOUNT);
    const consent = () => services.consents.give(members.owner, workspace, CONSENT);
    const account = await accountToRemove();
    const scene = { services, workspace, project, panel, invitation, somebody, account, accountToRemove, consent };
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
