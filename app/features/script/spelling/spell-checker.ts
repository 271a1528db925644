import type { Language } from '../script-view.ts';
import type { SpellAnswer, SpellQuestion } from './spell-messages.ts';

type Unasked = SpellQuestion extends infer Q ? (Q extends SpellQuestion ? Omit<Q, 'id'> : never) : never;

/** Asks the dictionary of a language, which is fetched when the first word is asked about. What was answered is remembered. */
export class SpellChecker {
  readonly #worker: Worker;
  readonly #verdicts = new Map<string, boolean>();
  readonly #waiting = new Map<number, (words: readonly string[] | null) => void>();
  #next = 0;

  constructor(language: Language) {
    this.#worker = new Worker(new URL('./spell-worker.ts', import.meta.url), { type: 'module', name: language });
    this.#worker.addEventListener('message', ({ data }: MessageEvent<SpellAnswer>) => this.#answer(data));
    // Its script did not arrive.
    this.#worker.addEventListener('error', (event) => {
      event.preventDefault();
      for (const id of [...this.#waiting.keys()]) this.#answer({ id, words: null });
    });
  }

  /** Undefined while it was not asked. */
  isWrong(word: string): boolean | undefined {
    return this.#verdicts.get(word);
  }

  /** Asks about the words that are new. Resolves to false when there is no dictionary to ask. */
  async check(words: Iterable<string>): Promise<boolean> {
    const fresh = [...new Set(words)].filter((word) => !this.#verdicts.has(word));
    if (fresh.length === 0) return true;
    const wrong = await this.#ask({ kind: 'check', words: fresh });
    if (!wrong) return false;
    const wrongs = new Set(wrong);
    for (const word of fresh) this.#verdicts.set(word, wrongs.has(word));
    return true;
  }

  /** What may have been meant, the likeliest first. */
  async suggest(word: string): Promise<readonly string[]> {
    return (await this.#ask({ kind: 'suggest', word })) ?? [];
  }

  close(): void {
    this.#worker.terminate();
  }

  #ask(question: Unasked): Promise<readonly string[] | null> {
    const id = this.#next++;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#worker.postMessage({ ...question, id } satisfies SpellQuestion);
    });
  }

  #answer({ id, words }: SpellAnswer): void {
    this.#waiting.get(id)?.(words);
    this.#waiting.delete(id);
  }
}
