import { spawn } from 'node:child_process';

/** Browser tests run what people run: the production build, made once here when the sources have changed. */
export default async function setup() {
  const build = spawn(process.execPath, ['scripts/prepare.mjs', 'build'], { stdio: ['ignore', 'inherit', 'inherit'] });
  const code = await new Promise<number | null>((resolve) => build.once('exit', resolve));
  if (code !== 0) throw new Error('The product does not build.');
}
