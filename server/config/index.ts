/** Settings, the machine and the data folder. The only reader of the environment. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from './config.ts';
import { installationFolder } from './platform.ts';

export { isLoopback, parseConfig, type Config } from './config.ts';
export { LockHeldError, holdDataFolder, makeDataFolder, type DataFolder } from './data-folder.ts';
export { installationFolder, system, type Platform } from './platform.ts';
export { OneWorker, answerOf, type WorkerAnswer } from './one-worker.ts';
export { runOnce, type RunOnce } from './run-once.ts';
export { startProcess } from './process.ts';
export { startWorker } from './worker.ts';

/** The process's environment, completed by the installation's .env file where there is one. */
export function configFromEnvironment() {
  const file = join(installationFolder(), '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  return parseConfig(process.env);
}
export { StartRefused } from './start-refused.ts';
