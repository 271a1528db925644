/** The places that show script, boards or both. */
export type WorkPlace = 'script' | 'boards' | 'split';
