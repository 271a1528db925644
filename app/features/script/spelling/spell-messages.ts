/** What the window asks of the worker that holds the dictionary. Each question is answered once, in any order. */
export type SpellQuestion =
  | { readonly id: number; readonly kind: 'check'; readonly words: readonly string[] }
  | { readonly id: number; readonly kind: 'suggest'; readonly word: string };

/** Of `check` the words that are wrong, of `suggest` what may have been meant; null when there is no dictionary to ask. */
export interface SpellAnswer {
  readonly id: number;
  readonly words: readonly string[] | null;
}
