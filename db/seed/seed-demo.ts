import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  addPanel,
  appendScript,
  projectDocument,
  readScript,
  writeTitlePage,
  type ProjectDoc,
} from '#shared/collab/index.ts';
import { parseFountain } from '#shared/formats/fountain/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { DocumentName, NewId, PanelId, ProjectId, UserId, WorkspaceId } from '#shared/lib/ids.ts';
import { scenesOf, type Screenplay } from '#shared/screenplay/index.ts';
import type { Db } from '../client.ts';
import { findUserByEmail, insertUser } from '../repos/accounts.ts';
import { deleteProject, findDocument, insertProject, projectsOf } from '../repos/projects.ts';
import { insertMember, insertWorkspace, workspacesOf } from '../repos/workspaces.ts';
import { demoBoard } from './demo-board.ts';
import { DEMO_PEOPLE, type DemoRole } from './demo-people.ts';

const WORKSPACE = 'Beatboard demo';

export interface SeedOptions {
  readonly db: Db;
  readonly at: Date;
  readonly newId: NewId;
  /** Of a password that nobody knows. Asked for only when there is somebody to create. */
  readonly unusableHash: () => Promise<string>;
  readonly createDocument: (
    name: DocumentName,
    project: ProjectId,
    by: UserId,
    build: (doc: ProjectDoc) => void,
  ) => Promise<unknown>;
  /** The folder that holds demo.fountain. */
  readonly folder: string;
}

export interface Demo {
  readonly users: Readonly<Record<DemoRole, UserId>>;
  readonly workspace: WorkspaceId;
  readonly project: ProjectId;
  /** Panels made by this call, which have no pictures yet; empty when the demo was there already. */
  readonly newPanels: readonly PanelId[];
}

/** The demo team, its workspace and its boarded script. What is there already is left as people have made it. */
export async function seedDemo(options: SeedOptions): Promise<Demo> {
  const users = await ensurePeople(options);
  const workspace = await ensureWorkspace(options, users);
  const existing = await openableProject(options.db, workspace);
  if (existing) return { users, workspace, project: existing, newPanels: [] };
  const script = parseFountain(await readFile(join(options.folder, 'demo.fountain'), 'utf8')).screenplay;
  return { users, workspace, ...(await addDemoProject(options, users, workspace, script)) };
}

async function ensurePeople({ db, at, newId, unusableHash }: SeedOptions): Promise<Record<DemoRole, UserId>> {
  let hash: string | undefined;
  const ids = new Map<DemoRole, UserId>();
  for (const { role, name, email } of DEMO_PEOPLE) {
    const found = await findUserByEmail(db, email);
    const id = found?.id ?? newId<UserId>();
    if (!found) {
      hash ??= await unusableHash();
      await insertUser(db, { id, email, name, passwordHash: hash, createdAt: at });
    }
    ids.set(role, id);
  }
  const id = (role: DemoRole) => must(ids.get(role));
  return { owner: id('owner'), writer: id('writer'), director: id('director'), producer: id('producer') };
}

async function ensureWorkspace(
  { db, at, newId }: SeedOptions,
  users: Readonly<Record<DemoRole, UserId>>,
): Promise<WorkspaceId> {
  const found = (await workspacesOf(db, users.owner)).find(({ name }) => name === WORKSPACE);
  if (found) return found.id;
  const id = newId<WorkspaceId>();
  await insertWorkspace(db, { id, name: WORKSPACE, owner: users.owner, at });
  for (const { role } of DEMO_PEOPLE) {
    await insertMember(db, { workspaceId: id, userId: users[role], role, joinedAt: at });
  }
  return id;
}

/** The oldest project that can be opened. One without a document is left from a start that was cut off: it goes. */
async function openableProject(db: Db, workspace: WorkspaceId): Promise<ProjectId | undefined> {
  for (const { id } of (await projectsOf(db, workspace)).reverse()) {
    if (await findDocument(db, projectDocument(id))) return id;
    await deleteProject(db, id);
  }
  return undefined;
}

async function addDemoProject(
  { db, at, newId, createDocument }: SeedOptions,
  users: Readonly<Record<DemoRole, UserId>>,
  workspaceId: WorkspaceId,
  { titlePage, elements }: Screenplay,
): Promise<{ project: ProjectId; newPanels: PanelId[] }> {
  const project = newId<ProjectId>();
  const title = titlePage['Title']?.join(' ').trim() ?? WORKSPACE;
  await insertProject(db, { id: project, workspaceId, title, createdBy: users.writer, createdAt: at });
  const newPanels: PanelId[] = [];
  await createDocument(projectDocument(project), project, users.writer, (doc) => {
    writeTitlePage(doc, titlePage);
    appendScript(doc, elements, newId);
    for (const panel of scenesOf(readScript(doc)).flatMap(demoBoard)) newPanels.push(addPanel(doc, panel, newId));
  });
  return { project, newPanels };
}
