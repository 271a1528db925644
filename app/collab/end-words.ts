import { CLOSE } from '#shared/protocol/index.ts';

/** RFC 6455: the frame exceeds what the server reads at all. */
export const TOO_LARGE_BY_PROTOCOL = 1009;

/** Where the changes are that the server has not called durable: `nowhere` when there are none. */
export type Unsaved = 'nowhere' | 'on-device' | 'in-window';

/** What a window knows about its own work when its connection ends for good. */
export interface KeptWork {
  readonly unsaved: Unsaved;
  /** Whether this window has seen everything saved since it opened. */
  readonly confirmed: boolean;
  /** Whether this browser keeps a copy of all that the window shows. */
  readonly onDevice: boolean;
}

/** Sentences for the person: what happened; what is safe, and what to do. `word` is for the save light. */
export interface EndWords {
  readonly word: string;
  readonly title: string;
  readonly reason: string;
}

/** What is said when the server closes with a code that is final. */
export function endWords(code: number, work: KeptWork): EndWords {
  const kept = keptWords(work);
  const say = (word: string, title: string, next = '') => ({
    word,
    title,
    reason: [kept, next].filter(Boolean).join(' '),
  });
  switch (code) {
    case CLOSE.unauthenticated:
      return say('Signed out', 'You are signed out.', 'Sign in again to go on.');
    case CLOSE.forbidden:
      return say('No seat', 'You no longer have a seat in this project.', 'Ask its owner if that is a mistake.');
    case CLOSE.notFound:
      return say('Not there', 'This project is not there any more, or not for you.');
    case CLOSE.refused:
      return say('Refused', 'A change was refused: your role may not make it.', 'Reload to see the project as it is.');
    case CLOSE.epochChanged:
      return { word: 'Set apart', title: 'The project is no longer the one in this window.', reason: apartWords(work) };
    case CLOSE.clientOutdated:
      return say('Out of date', 'This window is older than the project.', 'Reload to go on.');
    case CLOSE.tooLarge:
    case TOO_LARGE_BY_PROTOCOL:
      return say(
        'Too large',
        'A change was too large to be sent in one piece.',
        'Reload, and make it in smaller steps.',
      );
    case CLOSE.damaged:
      return say(
        'Damaged',
        'This project can’t be opened: what is stored of it is damaged.',
        'Nothing was written over it. Tell whoever runs the server: the server’s log names the place.',
      );
    case CLOSE.rateLimited:
      return say('Too many windows', 'The project is open in too many windows.', 'Close some of them and reload.');
    default:
      return say('Ended', 'The server ended this connection.', 'Reload to try again.');
  }
}

function keptWords({ unsaved, confirmed, onDevice }: KeptWork): string {
  if (unsaved === 'on-device') return 'What was not saved yet is kept on this device.';
  if (unsaved === 'in-window') {
    return 'What was not saved yet is only in this window: copy what you need before you leave it.';
  }
  if (confirmed) return 'Everything you did before is saved.';
  return onDevice ? 'What you changed here without a connection is kept on this device.' : '';
}

/** Saved or not, what this window shows is not in the project any more. */
function apartWords({ onDevice }: KeptWork): string {
  const why = 'It was put back to an earlier state, or this window was away for too long.';
  return onDevice
    ? `${why} What is here was not mixed into it, and is kept on this device.`
    : `${why} What is here was not mixed into it, and is nowhere else: save a copy before you leave.`;
}
