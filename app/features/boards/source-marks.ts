import type { TakeSource } from '#shared/storyboard/index.ts';

/** How a picture was made, in a word, and in a sentence; null for what a hand has drawn here. */
export const SOURCE_MARKS: Readonly<Record<TakeSource, readonly [word: string, about: string] | null>> = {
  previz: ['Previz', 'Drawn by the previz artist from the shot and its lines'],
  generated: ['AI', 'Made by a picture model; its provenance is kept with the take'],
  uploaded: ['Upload', 'A picture that somebody brought; the file it was is on record with the take'],
  drawn: null,
};
