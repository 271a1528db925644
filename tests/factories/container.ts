import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '#db/index.ts';
import { createContainer, type Container } from '#server/container.ts';
import { must } from '#shared/lib/assert.ts';
import { aloneBus } from '#server/cluster/index.ts';
import { parseConfig } from '#server/config/index.ts';
import { createDoorway } from '#server/http/index.ts';
import { createSecrets } from '#server/secrets/index.ts';
import { testKind } from './provider-kind.ts';
import type { TestPlatform } from './platform.ts';
import { silentLog } from './silent-log.ts';

/** All parts of the server, wired as in the product, without pages and without a listening port. */
export async function makeContainer(
  database: Database,
  platform: TestPlatform,
  env: Readonly<Record<string, string>> = {},
): Promise<Container> {
  const dataDir = join(tmpdir(), `beatboard-${platform.newId()}`);
  const config = parseConfig({ NODE_ENV: 'production', DATA_DIR: dataDir, ...env });
  const { randomBytes } = platform;
  return createContainer({
    secrets: createSecrets({ keys: [randomBytes(32)], randomBytes }),
    providerKinds: [testKind()],
    config: must(config.ok ? config.value : null),
    ...{ database, platform, log: silentLog, doorway: createDoorway() },
    ...{ bus: aloneBus('p1'), redis: null },
    pages: () => ({
      files: (_request, _response, next) => next(),
      application: (_request, response) => void response.end(),
      close: () => Promise.resolve(),
    }),
  });
}
