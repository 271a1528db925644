import {
  consentsBehind,
  consentsForProject,
  consentsOf,
  exportsSince,
  findConsent,
  insertConsent,
  projectIdsOf,
  recordedLooksOf,
  revokeConsent,
  takesUnder,
  type ConsentRow,
  type Db,
  type ReachedTake,
} from '#db/index.ts';
import {
  checkConsents,
  consentState,
  recordedLooksIn,
  type ConsentNeed,
  type ConsentTerms,
} from '#shared/cast/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { Clock } from '#shared/lib/clock.ts';
import { shownFileName } from '#shared/lib/file-name.ts';
import type { ConsentId, NewId, ProjectId, TakeId, WorkspaceId } from '#shared/lib/ids.ts';
import { nameKey } from '#shared/lib/name-key.ts';
import { AppError } from '#shared/protocol/index.ts';
import type { Access } from '#server/access/index.ts';
import type { OwnedFiles } from '#server/assets/index.ts';
import type { Notices } from '#server/realtime/index.ts';
import { checkedConsent } from './checked-consent.ts';
import type { Consent, ConsentGate, ConsentMarks, ConsentReach, Consents } from './port.ts';

export interface ConsentsOptions {
  readonly db: Db;
  readonly access: Access;
  readonly files: OwnedFiles;
  readonly notices: Notices;
  readonly clock: Clock;
  readonly newId: NewId;
}

export function createConsents(options: ConsentsOptions): Consents {
  const { db, access, files, clock, newId } = options;

  const one = async (workspace: WorkspaceId, id: ConsentId): Promise<ConsentRow> => {
    const row = await findConsent(db, workspace, id);
    if (!row) throw new AppError('not_found', 'There is no such consent in this workspace.');
    return row;
  };

  return {
    list: async (actor, workspace) => {
      await access.requireInWorkspace(actor, workspace, 'consent.list');
      const rows = await consentsOf(db, workspace);
      return Promise.all(rows.map((row) => consentOf(db, row)));
    },

    give: async (actor, workspace, consent) => {
      await access.requireInWorkspace(actor, workspace, 'consent.give');
      const { mime, file, ...said } = checkedConsent(consent, await projectIdsOf(db, workspace));
      const id = newId<ConsentId>();
      await files.put(file.bytes, (fileHash) =>
        insertConsent(db, {
          ...{ id, workspaceId: workspace, person: said.person, uses: said.uses, projectId: said.project },
          ...{ territory: said.territory, grantedBy: said.grantedBy, validFrom: new Date(said.from) },
          validUntil: said.until === null ? null : new Date(said.until),
          ...{ fileHash, fileName: shownFileName(file.name), fileMime: mime, fileBytes: file.bytes.length },
          ...{ createdBy: must(actor).userId, createdAt: new Date(clock.now()) },
        }),
      );
      await tell(options, workspace);
      return id;
    },

    revoke: async (actor, workspace, id) => {
      await access.requireInWorkspace(actor, workspace, 'consent.revoke');
      const row = await one(workspace, id);
      const done = await revokeConsent(db, id, must(actor).userId, new Date(clock.now()));
      if (!done) throw new AppError('conflict', 'This consent was revoked before. Nothing was changed.');
      await tell(options, workspace);
      return reachOf(db, row);
    },

    readFile: async (actor, workspace, id) => {
      await access.requireInWorkspace(actor, workspace, 'consent.readFile');
      const { fileName, fileMime, fileHash } = await one(workspace, id);
      return { name: fileName, mime: fileMime, bytes: await files.read(fileHash) };
    },

    marks: async (actor, project) => {
      const { workspaceId } = await access.requireInProject(actor, project, 'consent.marks');
      return marksOf(db, workspaceId, project, clock.now());
    },
  };
}

export function createConsentGate({ db, clock }: Pick<ConsentsOptions, 'db' | 'clock'>): ConsentGate {
  return {
    check: async (project, needs, pictures = []) => {
      const behind = pictures.length === 0 ? [] : await consentsBehind(db, project, pictures);
      const all = withThoseBehind(needs, behind);
      const consents = all.length === 0 ? [] : await consentsForProject(db, project);
      return checkConsents(all, consents.map(termsOf), project, clock.now());
    },
  };
}

/** Each person once: as how they are in this picture, where they are; else as who was in one of before. */
function withThoseBehind(needs: readonly ConsentNeed[], behind: readonly ConsentRow[]): readonly ConsentNeed[] {
  const all = new Map(needs.map((need) => [nameKey(need.person), need]));
  for (const { person } of behind) {
    const earlier = { person, use: 'picture', as: 'whose likeness is in an earlier picture that goes along' } as const;
    if (!all.has(nameKey(person))) all.set(nameKey(person), earlier);
  }
  return [...all.values()];
}

function termsOf(row: ConsentRow): ConsentTerms {
  return {
    ...{ id: row.id, person: row.person, uses: row.uses, project: row.projectId },
    ...{ from: row.validFrom.getTime(), until: row.validUntil?.getTime() ?? null },
    revokedAt: row.revokedAt?.getTime() ?? null,
  };
}

async function consentOf(db: Db, row: ConsentRow): Promise<Consent> {
  return {
    ...termsOf(row),
    ...{ territory: row.territory, grantedBy: row.grantedBy, createdAt: row.createdAt.getTime() },
    file: { name: row.fileName, bytes: row.fileBytes },
    reach: await reachOf(db, row),
  };
}

async function reachOf(db: Db, { id, workspaceId }: ConsentRow): Promise<ConsentReach> {
  const takes = await takesUnder(db, workspaceId, [id]);
  const firsts = new Map<ProjectId, ReachedTake>();
  for (const take of takes) if (!firsts.has(take.projectId)) firsts.set(take.projectId, take);
  const left = await Promise.all(
    [...firsts.values()].map(async ({ projectId: project, createdAt }) => {
      const rows = await exportsSince(db, project, createdAt);
      return rows.map((row) => ({ ...row, project, at: row.at.getTime() }));
    }),
  );
  return {
    takes: takes.map(({ id: take, panelId: panel, projectId: project, asset, createdAt }) => ({
      ...{ take, panel, project, asset, at: createdAt.getTime() },
    })),
    exports: left.flat().sort((a, b) => b.at - a.at),
  };
}

async function marksOf(db: Db, workspace: WorkspaceId, project: ProjectId, now: number): Promise<ConsentMarks> {
  const terms = (await consentsForProject(db, project)).map(termsOf);
  const state = (consent: ConsentTerms) => consentState(consent, now);
  const looks = (await recordedLooksOf(db, project)).map((row) => [row.id, recordedLooksIn(row.looks)] as const);
  // Those of any project: a picture may have been copied here.
  const revoked = (await consentsOf(db, workspace)).map(termsOf).filter((of) => state(of) === 'revoked');
  const agreed = terms.filter((consent) => consent.uses.includes('picture') && state(consent) === 'in_force');
  return {
    looks: Object.fromEntries(looks.filter(([, found]) => found.length > 0)),
    revoked: await revokedMarks(db, workspace, project, revoked),
    agreed: [...new Set(agreed.map(({ person }) => nameKey(person)))],
  };
}

async function revokedMarks(
  db: Db,
  workspace: WorkspaceId,
  project: ProjectId,
  revoked: readonly ConsentTerms[],
): Promise<Record<TakeId, string[]>> {
  const marks: Record<string, string[]> = {};
  for (const { id, person } of revoked) {
    for (const take of await takesUnder(db, workspace, [id])) {
      if (take.projectId !== project) continue;
      const people = (marks[take.id] ??= []);
      if (!people.includes(person)) people.push(person);
    }
  }
  return marks;
}

/** Every window of the workspace's projects fetches its marks again: pictures go from one project to another. */
async function tell({ db, notices }: ConsentsOptions, workspace: WorkspaceId): Promise<void> {
  for (const id of await projectIdsOf(db, workspace)) notices.notify(id, 'consents.changed', {});
}
