/** One run of one process; never used again. */
export type ProcessId = string;

export type Topic = 'rows.committed' | 'presence.changed' | 'access.changed' | 'roster.windows';

/**
 * What the processes of one installation tell each other. Words may be lost, doubled and late, and nobody is told: they
 * are hints, and whoever needs to be sure reads the database. A process does not hear itself.
 */
export interface Bus {
  readonly process: ProcessId;
  /** No other process may use this database, so nobody is ever heard. */
  readonly alone: boolean;
  /** Whether the others can be reached at the moment. Always true for one that is alone. */
  readonly connected: boolean;
  say(topic: Topic, message: object): void;
  /** The message is whatever another process sent, perhaps of another version: check it. */
  hear(topic: Topic, listener: (message: unknown, from: ProcessId) => void): () => void;
  /** The line is there again: what others said meanwhile is lost. */
  onReturn(listener: () => void): () => void;
  /** A process is there that was not, or could not be heard: it knows nothing of what was said so far. */
  onPeer(listener: (process: ProcessId) => void): () => void;
  /** That process is gone, or can't be heard any more. */
  onGone(listener: (process: ProcessId) => void): () => void;
}
