import type { SaveState } from './connection.ts';
import { endWords, type KeptWork } from './end-words.ts';

/** All that the save light depends on. Only `reduceSave` makes new ones. */
export interface SaveFacts {
  readonly link: 'connecting' | 'open' | 'down';
  /** Whether this connection has sent everything that the server lacked when it opened (SyncStep2). */
  readonly handedOver: boolean;
  /** Write frames of this connection, and how many of them the server has called durable. */
  readonly sent: number;
  readonly acked: number;
  /** When each unacknowledged frame was sent, oldest first, in milliseconds. */
  readonly sentAt: readonly number[];
  /** There are changes that no frame of this connection carries. */
  readonly pending: boolean;
  /** Whether the light has said "saved" since this window opened: before that, nobody knows what the device holds. */
  readonly confirmed: boolean;
  /** When the connection opened, in milliseconds. */
  readonly openedAt: number;
  /** This browser's storage: not opened, or not there; writing; everything written; refused a write. */
  readonly device: 'none' | 'writing' | 'written' | 'failed';
  /** When it began to write what it has not written yet, in milliseconds. */
  readonly writingSince: number;
  /** The time of the last event, in milliseconds. */
  readonly now: number;
  /** The person's role writes nothing. */
  readonly readOnly: boolean;
  /** The close code that ended this window's connection for good. */
  readonly ended: number | null;
}

export type SaveEvent =
  | { readonly kind: 'opened' }
  | { readonly kind: 'sent'; readonly step: 'step2' | 'update' }
  | { readonly kind: 'acked'; readonly writes: number }
  | { readonly kind: 'closed' }
  /** The server said that coming back is pointless. */
  | { readonly kind: 'ended'; readonly code: number }
  /** A local change, with a frame that carries it or without. */
  | { readonly kind: 'changed'; readonly left: boolean }
  | { readonly kind: 'device'; readonly state: SaveFacts['device'] }
  /** Time has passed. */
  | { readonly kind: 'tick' };

/** Without an ack for this long, in milliseconds, a change counts as not saved. */
export const OVERDUE_MS = 1500;

export function initialFacts(now: number, readOnly: boolean): SaveFacts {
  return {
    ...{ link: 'connecting', handedOver: false, sent: 0, acked: 0, sentAt: [], pending: false, confirmed: false },
    ...{ openedAt: now, device: 'none', writingSince: now, now, readOnly, ended: null },
  };
}

export function reduceSave(before: SaveFacts, event: SaveEvent, now: number): SaveFacts {
  const facts = { ...before, now };
  switch (event.kind) {
    case 'opened':
      return { ...facts, ...newLink(facts), link: 'open', openedAt: now };
    case 'sent':
      return {
        ...facts,
        sent: facts.sent + 1,
        sentAt: [...facts.sentAt, now],
        ...(event.step === 'step2' && { handedOver: true, pending: false }),
      };
    case 'acked': {
      // An ack may be repeated to keep the line alive; it never goes back, and never past what was sent.
      const acked = Math.min(facts.sent, Math.max(facts.acked, event.writes));
      const next = { ...facts, acked, sentAt: facts.sentAt.slice(acked - facts.acked) };
      return { ...next, confirmed: facts.confirmed || (next.handedOver && !hasUnsaved(next)) };
    }
    case 'closed':
      return { ...facts, ...newLink(facts), link: 'down' };
    case 'ended':
      return { ...facts, ...newLink(facts), link: 'down', ended: event.code };
    case 'changed':
      return event.left ? facts : { ...facts, pending: true };
    case 'device':
      return { ...facts, device: event.state, writingSince: facts.device === 'writing' ? facts.writingSince : now };
    case 'tick':
      return facts;
  }
}

function newLink(facts: SaveFacts) {
  return { handedOver: false, sent: 0, acked: 0, sentAt: [], pending: hasUnsaved(facts) };
}

/** Whether there are changes of this window that the server has not called durable. */
export function hasUnsaved({ pending, sent, acked }: SaveFacts): boolean {
  return pending || sent > acked;
}

/** What may be said about these facts. "Saved" only when every change was sent and every frame acknowledged. */
export function saveStateOf(facts: SaveFacts): SaveState {
  if (facts.ended !== null) return { kind: 'ended', code: facts.ended, ...endWords(facts.ended, keptWork(facts)) };
  if (facts.readOnly) return { kind: 'read-only', reason: 'You can read this project, not change it.' };
  if (facts.link === 'open') return openState(facts);
  if (facts.device === 'written' && facts.link === 'down') return { kind: 'on-device' };
  if (!hasUnsaved(facts)) return { kind: 'connecting' };
  if (facts.device === 'writing' && !isOverdue(facts, facts.writingSince)) return { kind: 'saving' };
  if (facts.device === 'written') return { kind: 'on-device' };
  return {
    kind: 'not-saved',
    reason: 'There is no connection, and this browser can’t keep your changes. Keep this window open until it is back.',
  };
}

function openState(facts: SaveFacts): SaveState {
  if (facts.handedOver && !hasUnsaved(facts)) return { kind: 'saved' };
  if (!isOverdue(facts, waitingSince(facts))) {
    return { kind: facts.handedOver || facts.pending ? 'saving' : 'connecting' };
  }
  return {
    kind: 'not-saved',
    reason:
      facts.device === 'written'
        ? 'The server has not confirmed your last changes. They are kept on this device and will be sent again.'
        : 'The server has not confirmed your last changes. Keep this window open until it has.',
  };
}

/** When the state may change without an event, in milliseconds from now; null when it won't. */
export function nextCheck(facts: SaveFacts): number | null {
  const { kind } = saveStateOf(facts);
  const waits = kind === 'saving' || (kind === 'connecting' && facts.link === 'open');
  if (!waits) return null;
  const since = facts.link === 'open' ? waitingSince(facts) : facts.writingSince;
  return Math.max(0, since + OVERDUE_MS - facts.now);
}

function waitingSince({ sentAt, openedAt }: SaveFacts): number {
  return sentAt[0] ?? openedAt;
}

function isOverdue({ now }: SaveFacts, since: number): boolean {
  return now - since >= OVERDUE_MS;
}

function keptWork(facts: SaveFacts): KeptWork {
  const onDevice = facts.device === 'written';
  const unsaved = !hasUnsaved(facts) ? 'nowhere' : onDevice ? 'on-device' : 'in-window';
  return { unsaved, confirmed: facts.confirmed, onDevice };
}
