import { CLOSE } from '#shared/protocol/index.ts';
import type { SaveState } from './connection.ts';

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
  /** The time of the last event, in milliseconds. */
  readonly now: number;
  /** Why this window must not write any more, or never might. */
  readonly readOnly: string | null;
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
    ...{ openedAt: now, device: 'none', now },
    readOnly: readOnly ? 'You can read this project, not change it.' : null,
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
      return { ...facts, ...newLink(facts), link: 'down', readOnly: endWords(event.code, facts) };
    case 'changed':
      return event.left ? facts : { ...facts, pending: true };
    case 'device':
      return { ...facts, device: event.state };
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
  if (facts.readOnly !== null) return { kind: 'read-only', reason: facts.readOnly };
  if (facts.link === 'open') return openState(facts);
  if (facts.device === 'written' && facts.link === 'down') return { kind: 'on-device' };
  if (!hasUnsaved(facts)) return { kind: 'connecting' };
  if (facts.device === 'writing') return { kind: 'saving' };
  if (facts.device === 'written') return { kind: 'on-device' };
  return {
    kind: 'not-saved',
    reason: 'There is no connection, and this browser can’t keep your changes. Keep this window open until it is back.',
  };
}

function openState(facts: SaveFacts): SaveState {
  if (facts.handedOver && !hasUnsaved(facts)) return { kind: 'saved' };
  const since = facts.sentAt[0] ?? facts.openedAt;
  if (facts.now - since < OVERDUE_MS) return { kind: facts.handedOver || facts.pending ? 'saving' : 'connecting' };
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
  const state = saveStateOf(facts);
  if (facts.link !== 'open' || (state.kind !== 'saving' && state.kind !== 'connecting')) return null;
  return Math.max(0, (facts.sentAt[0] ?? facts.openedAt) + OVERDUE_MS - facts.now);
}

/** A sentence for the person: what happened, what is safe, what to do. */
function endWords(code: number, facts: SaveFacts): string {
  const kept = keptWords(facts);
  switch (code) {
    case CLOSE.unauthenticated:
      return `You are signed out.${kept} Sign in again to go on.`;
    case CLOSE.forbidden:
      return `You no longer have a seat in this project.${kept} Ask its owner if that is a mistake.`;
    case CLOSE.notFound:
      return `This project is not there any more, or not for you.${kept}`;
    case CLOSE.refused:
      return `A change was refused: your role may not make it.${kept} Reload to see the project as it is.`;
    case CLOSE.epochChanged:
      return `This project was replaced by another copy, which must not be mixed with yours.${kept} Reload to open it.`;
    case CLOSE.clientOutdated:
      return `This window is older than the project.${kept} Reload to go on.`;
    case CLOSE.tooLarge:
    case TOO_LARGE_BY_PROTOCOL:
      return `A change was too large to be sent in one piece.${kept} Reload, and make it in smaller steps.`;
    case CLOSE.rateLimited:
      return `The project is open in too many windows.${kept} Close some of them and reload.`;
    default:
      return `The server ended this connection.${kept} Reload to try again.`;
  }
}

/** RFC 6455: the frame exceeds what the server reads at all. */
export const TOO_LARGE_BY_PROTOCOL = 1009;

function keptWords(facts: SaveFacts): string {
  if (!hasUnsaved(facts)) {
    if (facts.confirmed) return ' Everything you did before is saved.';
    return facts.device === 'written' ? ' What you changed here without a connection is kept on this device.' : '';
  }
  if (facts.device === 'written') return ' What was not saved yet is kept on this device.';
  return ' What was not saved yet is only in this window: copy what you need before you leave it.';
}
