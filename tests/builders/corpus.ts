import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Real scripts that stand beside a checkout and are no part of it. */
const PLACES = ['../shared/corpus', '../../shared/corpus'].map((place) => join(import.meta.dirname, '../..', place));

export interface CorpusFile {
  /** Its path in the corpus. */
  readonly name: string;
  readonly read: () => Buffer;
}

/** The corpus files with this ending, in order; none where there is no corpus, which is said. */
export function corpusFiles(ending: string): CorpusFile[] {
  const corpus = PLACES.find((place) => existsSync(place));
  if (corpus === undefined) {
    console.log(`Skipped: no corpus of ${ending} files beside the project (../shared/corpus).`);
    return [];
  }
  return readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => ({ name, read: () => readFileSync(join(corpus, name)) }));
}
