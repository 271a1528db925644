import nspell from 'nspell';
import type { Language } from '../script-view.ts';
import type { SpellAnswer, SpellQuestion } from './spell-messages.ts';

/*
 * Runs in a worker: a dictionary takes a fifth of a second to unfold, and suggestions some hundredths each. The worker's name
 * is the language.
 */

// The packages say where the files are to Node alone: the bundler is told by their place.
const FILES = {
  'en-US': () =>
    Promise.all([
      import('../../../../node_modules/dictionary-en/index.aff?raw'),
      import('../../../../node_modules/dictionary-en/index.dic?raw'),
    ]),
  'en-GB': () =>
    Promise.all([
      import('../../../../node_modules/dictionary-en-gb/index.aff?raw'),
      import('../../../../node_modules/dictionary-en-gb/index.dic?raw'),
    ]),
} satisfies Readonly<Record<Language, unknown>>;

const MOST_SUGGESTIONS = 6;

const dictionary = FILES[self.name as Language]().then(([aff, dic]) => nspell(aff.default, dic.default));

self.addEventListener('message', ({ data }: MessageEvent<SpellQuestion>) => {
  void answer(data)
    .catch(() => null)
    .then((words) => self.postMessage({ id: data.id, words } satisfies SpellAnswer));
});

async function answer(question: SpellQuestion): Promise<readonly string[]> {
  const spell = await dictionary;
  if (question.kind === 'suggest') return spell.suggest(question.word).slice(0, MOST_SUGGESTIONS);
  return question.words.filter((word) => !spell.correct(word));
}
