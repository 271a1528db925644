import { readdirSync } from 'node:fs';

// `node --import tsx tests/chaos/run.ts power` runs power() of tests/chaos/power.ts; further words go to it.
const here = new URL('./', import.meta.url);
const names = readdirSync(here)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -3));

const [name = '', ...words] = process.argv.slice(2);
if (!names.includes(name)) {
  console.error(`Which ordeal? ${names.join(' | ')}`);
  process.exit(2);
}
const module = (await import(new URL(`${name}.ts`, here).href)) as Record<
  string,
  (words: string[]) => Promise<boolean>
>;
process.exitCode = (await module[name]!(words)) ? 0 : 1;
