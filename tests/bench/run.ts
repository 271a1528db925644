import { readdirSync } from 'node:fs';

// `npm run bench -- editor` runs tests/bench/editor.ts; further words go to it.
const here = new URL('./', import.meta.url);
const names = readdirSync(here)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -3));

const [name = '', ...words] = process.argv.slice(2);
if (!names.includes(name)) {
  console.error(`Which measurement? npm run bench -- ${names.join(' | ')}`);
  process.exit(2);
}
const { bench } = (await import(new URL(`${name}.ts`, here).href)) as { bench: (words: string[]) => Promise<boolean> };
process.exitCode = (await bench(words)) ? 0 : 1;
