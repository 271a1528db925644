import { parseDocumentName } from '#shared/collab/index.ts';
import type { DocumentName, UserId } from '#shared/lib/ids.ts';
import { CLOSE, SYNC_PARAMS, type CloseCode, type RowMark } from '#shared/protocol/index.ts';
import type { DocumentStore } from '#db/index.ts';
import type { Access, Actor } from '#server/access/index.ts';
import type { Ticket } from './connection.ts';

export interface Identity {
  readonly actor: Actor;
  readonly user: { readonly id: UserId; readonly name: string };
}

/** The session behind a Cookie header, or null. */
export type Identify = (cookieHeader: string | undefined) => Promise<Identity | null>;

/** What a client says about itself when it knocks. */
export interface SyncRequest {
  readonly documentName: string;
  readonly cookie: string | undefined;
  readonly query: URLSearchParams;
}

export type Admission =
  | { readonly kind: 'admitted'; readonly ticket: Ticket }
  | { readonly kind: 'refused'; readonly code: CloseCode; readonly reason: string };

/** Answers everything that must be settled before a byte of the document is sent or read (SPEC H1 to H5, E3). */
export async function admit(
  { documentName, cookie, query }: SyncRequest,
  { store, access, identify }: { store: DocumentStore; access: Access; identify: Identify },
): Promise<Admission> {
  const identity = await identify(cookie);
  if (!identity) return refused(CLOSE.unauthenticated, 'no session');
  const parsed = parseDocumentName(documentName);
  if (!parsed) return refused(CLOSE.notFound, 'no such name');
  const name = documentName as DocumentName;
  const standing = await access.standingInProject(identity.actor, parsed.project);
  // Outsiders are told what they would be told if there were no such project.
  if (!standing?.capabilities.includes('project.read')) return refused(CLOSE.notFound, 'no seat');
  const head = await store.head(name);
  if (head?.project !== parsed.project) return refused(CLOSE.notFound, 'no such document');
  const schema = numberParam(query, SYNC_PARAMS.schema);
  if (schema === null || schema < head.schemaVersion) return refused(CLOSE.clientOutdated, 'older than the document');
  if (numberParam(query, SYNC_PARAMS.epoch) !== head.epoch) return refused(CLOSE.epochChanged, 'another epoch');
  const told = toldRow(query);
  if (told && !(await store.hasRow(name, head.epoch, told))) return refused(CLOSE.epochChanged, 'another history');
  return { kind: 'admitted', ticket: { document: name, seq: head.seq, ...identity, standing, cookie } };
}

function refused(code: CloseCode, reason: string): Admission {
  return { kind: 'refused', code, reason };
}

/** The last row that the window was told of, or null. One that it names wrongly is none of ours. */
function toldRow(query: URLSearchParams): RowMark | null {
  if (!query.has(SYNC_PARAMS.seq)) return null;
  return { seq: numberParam(query, SYNC_PARAMS.seq) ?? 0, at: numberParam(query, SYNC_PARAMS.at) ?? 0 };
}

function numberParam(query: URLSearchParams, name: string): number | null {
  const text = query.get(name) ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
