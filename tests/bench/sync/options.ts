import { parseArgs } from 'node:util';
import { SERVER_NAMES, type ServerName } from './servers.ts';

export interface BenchOptions {
  readonly database: 'postgres' | 'pglite';
  /** Names of rows; all when empty. */
  readonly rows: readonly string[];
  /** Takes part; all when empty. */
  readonly servers: readonly ServerName[];
  /** Counted seconds of a run. */
  readonly seconds: number;
  /** How often each run is made with each server, in turns. */
  readonly rounds: number;
  readonly seed: number;
  /** Fewer windows and shorter scripts. */
  readonly quick: boolean;
  /** Where the servers leave their CPU profiles; null for none. */
  readonly profile: string | null;
}

export const USAGE = `npm run bench -- sync [--rows a,b] [--seconds 6] [--rounds 3] [--seed 1] [--quick]
                      [--database postgres|pglite] [--servers relay,beatboard] [--profile FOLDER]`;

/** Null for words that make no sense. */
export function parseOptions(words: string[]): BenchOptions | null {
  try {
    const { values } = parseArgs({
      args: words,
      options: {
        database: { type: 'string', default: 'postgres' },
        rows: { type: 'string', default: '' },
        servers: { type: 'string', default: '' },
        seconds: { type: 'string' },
        rounds: { type: 'string' },
        seed: { type: 'string', default: '1' },
        quick: { type: 'boolean', default: false },
        profile: { type: 'string' },
      },
    });
    const { database, quick } = values;
    if (database !== 'postgres' && database !== 'pglite') return null;
    const seconds = Number(values.seconds ?? (quick ? 2 : 6));
    const rounds = Number(values.rounds ?? (quick ? 1 : 3));
    const seed = Number(values.seed);
    if (!(seconds > 0 && rounds >= 1 && Number.isInteger(rounds) && Number.isInteger(seed))) return null;
    const rows = list(values.rows);
    const servers = SERVER_NAMES.filter((name) => list(values.servers).includes(name));
    if (servers.length !== list(values.servers).length) return null;
    return { database, rows, servers, seconds, rounds, seed, quick, profile: values.profile ?? null };
  } catch {
    return null;
  }
}

function list(words: string): string[] {
  return words.split(',').filter((word) => word !== '');
}
