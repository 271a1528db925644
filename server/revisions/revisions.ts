import { findRevision, findRevisionState, insertRevision, revisionsOf, type Db } from '#db/index.ts';
import { applyUpdate } from 'yjs';
import { projectDocument } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { NewId, ProjectId, RevisionId, UserId } from '#shared/lib/ids.ts';
import { AppError } from '#shared/protocol/index.ts';
import type { Access } from '#server/access/index.ts';
import type { Notices } from '#server/realtime/index.ts';
import type { Documents } from '#server/sync/index.ts';
import type { Revisions, RevisionSummary } from './port.ts';
import type { RevisionWork } from './revision-work.ts';

export interface RevisionsOptions {
  readonly db: Db;
  readonly access: Access;
  readonly documents: Pick<Documents, 'read' | 'edit'>;
  readonly work: RevisionWork;
  readonly notices: Notices;
  readonly clock: Clock;
  readonly newId: NewId;
}

const MAX_NAME = 120;

type Found = NonNullable<Awaited<ReturnType<typeof findRevision>>>;

export function createRevisions(options: RevisionsOptions): Revisions {
  const { db, access, documents, work, notices } = options;

  const find = async (project: ProjectId, id: RevisionId): Promise<Found> => {
    const revision = await findRevision(db, project, id);
    if (!revision) throw new AppError('not_found', 'There is no such revision of this project.');
    return revision;
  };

  return {
    list: async (actor, project) => {
      await access.requireInProject(actor, project, 'revision.list');
      return (await revisionsOf(db, project)).map(summaryOf);
    },

    name: async (actor, project, name) => {
      await access.requireInProject(actor, project, 'revision.name');
      const id = await keep(options, project, must(actor).userId, readName(name));
      notices.notify(project, 'revisions.changed', {});
      return id;
    },

    open: async (actor, project, id) => {
      await access.requireInProject(actor, project, 'revision.open');
      const revision = await find(project, id);
      return { summary: summaryOf(revision), state: await work.read(await stateOf(db, revision)) };
    },

    compare: async (actor, project, id) => {
      await access.requireInProject(actor, project, 'revision.compare');
      const revision = await find(project, id);
      const [then, now] = await Promise.all([stateOf(db, revision), documents.read(revision.document)]);
      return { summary: summaryOf(revision), diff: await work.compare(then, now.state) };
    },

    restore: async (actor, project, id) => {
      await access.requireInProject(actor, project, 'revision.restore');
      const by = must(actor).userId;
      const revision = await find(project, id);
      const then = await stateOf(db, revision);
      const now = await documents.read(revision.document);
      if (now.epoch !== revision.epoch) {
        throw new AppError(
          'conflict',
          'The project was rebuilt since this revision was named, so it can be looked at but not restored. Nothing was changed.',
        );
      }
      const before = await keep(options, project, by, `Before restoring “${shorten(revision.name)}”`);
      const change = await work.wayBack(then, now.state);
      // What others wrote since `now` stays: the change undoes what it was made from, and nothing else.
      await documents.edit(revision.document, by, { kind: 'restore', by, revision: id }, (doc) =>
        applyUpdate(doc, change),
      );
      notices.notify(project, 'revisions.changed', {});
      return { before };
    },
  };
}

/** Keeps what is durable now under a name, with what changed since the revision named before it. */
async function keep(options: RevisionsOptions, project: ProjectId, by: UserId, name: string): Promise<RevisionId> {
  const { db, documents, work, clock, newId } = options;
  const document = projectDocument(project);
  const [now, [previous]] = await Promise.all([documents.read(document), revisionsOf(db, project)]);
  const { epoch, seq } = now;
  const known = await findRevisionState(db, { document, epoch, seq });
  const before = previous ? await stateOf(db, previous) : null;
  const id = newId<RevisionId>();
  await insertRevision(db, {
    ...{ id, projectId: project, document, epoch, seq, name, authorId: by, createdAt: new Date(clock.now()) },
    counts: await work.count(before, now.state),
    state: known ? null : now.state,
  });
  return id;
}

async function stateOf(db: Db, revision: Pick<Found, 'document' | 'epoch' | 'seq'>): Promise<Uint8Array> {
  return must(await findRevisionState(db, revision), 'every named seq has its state');
}

function summaryOf({ id, name, author, createdAt, counts }: Found): RevisionSummary {
  return { id, name, author, createdAt: createdAt.getTime(), counts };
}

function readName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length >= 1 && trimmed.length <= MAX_NAME) return trimmed;
  const message = `A version needs a name of at most ${String(MAX_NAME)} characters.`;
  throw new AppError('invalid_input', message, { fields: { name: message } });
}

function shorten(name: string): string {
  return name.length > 80 ? `${name.slice(0, 79)}…` : name;
}
