import type * as Y from 'yjs';
import type { Capability } from '#shared/access/index.ts';
import type { UserId } from '#shared/lib/ids.ts';
import { decodeUpdate, type DecodedUpdate } from './decode-update.ts';
import { inspect, type Inspection, type Unfit } from './inspect.ts';

/** Who wrote a frame and what they may write, as of now. */
export interface Writer {
  readonly userId: UserId;
  may(capability: Capability): boolean;
}

/** Who a Yjs client id belongs to; undefined for one that nobody has used. */
export type OwnerOf = (client: number) => UserId | 'server' | undefined;

/**
 * - `pass`: apply it; `clients` are the writer's, if they were nobody's before.
 * - `hold`: not now. It builds on, or hands on, edits that were broadcast but not committed; their author is likely to
 *   send them again. Ask for another SyncStep2 later.
 * - `refuse`: never. The reason is for logs.
 */
export type Verdict =
  | { readonly kind: 'pass'; readonly adds: boolean; readonly clients: readonly number[] }
  | { readonly kind: 'hold'; readonly reason: string }
  | { readonly kind: 'refuse'; readonly reason: string };

export interface Guarded {
  readonly doc: Y.Doc;
  readonly roots: Readonly<Record<string, Capability>>;
  readonly ownerOf: OwnerOf;
  /** Whether a window with this client id is here now. */
  readonly isHere: (client: number) => boolean;
}

/** Decides about one write frame before a byte of it is applied. Changes nothing. */
export function judge(
  { doc, roots, ownerOf, isHere }: Guarded,
  writer: Writer,
  kind: 'step2' | 'update',
  update: Uint8Array,
): Verdict {
  const decoded = decodeUpdate(update);
  if (!decoded.ok) return { kind: 'refuse', reason: decoded.error };
  const stranger = kind === 'update' ? strangerIn(decoded.value, writer.userId, ownerOf) : null;
  if (stranger !== null) return { kind: 'refuse', reason: stranger };
  const inspected = inspect(doc, decoded.value);
  if (!inspected.ok) return UNFIT[inspected.error];
  const inspection = inspected.value;
  if (!inspection.adds) return { kind: 'pass', adds: false, clients: [] };
  const mayWrite = (root: string) => {
    const capability = Object.hasOwn(roots, root) ? roots[root] : undefined;
    return capability !== undefined && writer.may(capability);
  };
  // Collected structs have no root left: whoever may write anything may send their own.
  const writesSomething = Object.keys(roots).some(mayWrite);
  const mayWriteAll = (touched: ReadonlySet<string>) => writesSomething && [...touched].every(mayWrite);
  return kind === 'update'
    ? judgeUpdate(inspection, mayWriteAll)
    : judgeStep2(inspection, writer.userId, { ownerOf, isHere }, mayWriteAll);
}

type MayWriteAll = (roots: ReadonlySet<string>) => boolean;

/*
 * An Update is what one window just did: structs of one client id. What is known already counts too, for an ack would
 * confirm it, to somebody whose own words may have been swallowed by what another wrote in their place.
 */
function strangerIn({ sections }: DecodedUpdate, userId: UserId, ownerOf: OwnerOf): string | null {
  if (sections.size > 1) return 'writes under several client ids';
  for (const client of sections.keys()) {
    const owner = ownerOf(client);
    if (owner !== undefined && owner !== userId) return 'writes under the client id of somebody else';
  }
  return null;
}

function judgeUpdate({ roots, writers }: Inspection, mayWriteAll: MayWriteAll): Verdict {
  return mayWriteAll(roots) ? { kind: 'pass', adds: true, clients: [...writers.keys()] } : notAllowed(roots);
}

/*
 * A SyncStep2 carries all that a replica holds and the server lacks: its person's own offline work, and edits of others
 * that it received just before the server died. The latter are nobody's misdeed: when this person may not write them,
 * or their author is here, the author is asked first, for what is written in a living id's name takes the place of what
 * its window writes next. Ids that nobody has used are left unbound, for they may be such an author's.
 */
function judgeStep2(
  { roots, writers }: Inspection,
  userId: UserId,
  { ownerOf, isHere }: Pick<Guarded, 'ownerOf' | 'isHere'>,
  mayWriteAll: MayWriteAll,
): Verdict {
  for (const [client, contribution] of writers) {
    const owner = ownerOf(client);
    if (owner === userId && !mayWriteAll(contribution.roots)) return notAllowed(contribution.roots);
    if (owner === undefined || owner === userId) continue;
    if (contribution.hasGc) return { kind: 'hold', reason: 'hands on collected edits of somebody else' };
    if (isHere(client)) return { kind: 'hold', reason: 'hands on edits of somebody who is here' };
  }
  if (!mayWriteAll(roots)) return { kind: 'hold', reason: 'hands on edits that this person may not make' };
  return { kind: 'pass', adds: true, clients: [...writers.keys()].filter((client) => ownerOf(client) === userId) };
}

const UNFIT: Readonly<Record<Unfit, Verdict>> = {
  gap: { kind: 'hold', reason: 'builds on edits that are not here' },
  circular: { kind: 'refuse', reason: 'refers to itself' },
  rootless: { kind: 'refuse', reason: 'names a root that there is not' },
  deep: { kind: 'refuse', reason: 'nests types too deeply' },
  crowded: { kind: 'refuse', reason: 'puts too much in one place' },
  shredding: { kind: 'refuse', reason: 'deletes in too many places' },
};

function notAllowed(roots: ReadonlySet<string>): Verdict {
  return { kind: 'refuse', reason: `may not write ${[...roots].join(', ') || 'here'}` };
}
