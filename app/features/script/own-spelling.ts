import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';

const key = new PluginKey<boolean>('own-spelling');

/** Leaves the spelling to the browser, and not while Beatboard checks it: two kinds of marks would contradict each other. */
export function ownSpelling(): Plugin {
  return new Plugin({
    key,
    state: {
      init: () => false,
      apply: (tr, own) => (tr.getMeta(key) as boolean | undefined) ?? own,
    },
    props: { attributes: (state) => ({ spellcheck: String(key.getState(state) !== true) }) },
  });
}

export function spellOurselves(tr: Transaction, on: boolean): Transaction {
  return tr.setMeta(key, on).setMeta('addToHistory', false);
}
