import { buildEntries } from '#tests/setup/build-entries.ts';
import { SERVER_NAMES } from './servers.ts';

/** The servers and the process that loads them, in a folder that is the caller's to remove. */
export function buildHelpers(): Promise<string> {
  const servers = SERVER_NAMES.map((name) => [name, `tests/bench/sync/servers/${name}.ts`]);
  return buildEntries({
    ...(Object.fromEntries(servers) as Record<string, string>),
    load: 'tests/bench/sync/load/main.ts',
  });
}
