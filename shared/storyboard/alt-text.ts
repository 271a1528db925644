import { ANGLE_NAMES, SHOT_SIZE_NAMES, type Shot } from '#shared/shots/index.ts';
import type { Excerpt } from './links.ts';
import type { Panel } from './panel.ts';

/** Longer is not listened to. UTF-16 units. */
const MOST = 300;

/**
 * What a panel's picture shows, for who can't see it: what somebody wrote for them; or else how it is shot, with what is
 * written under it or what its lines say. Nobody has to write it.
 */
export function altText(
  number: string,
  { alt, caption }: Pick<Panel, 'alt' | 'caption'>,
  shot: Pick<Shot, 'size' | 'angle'>,
  { action, speaker, dialogue }: Excerpt,
): string {
  if (alt.trim() !== '') return alt.trim();
  const angle = shot.angle === 'eye' ? '' : `, ${ANGLE_NAMES[shot.angle].toLowerCase()}`;
  const said = dialogue === '' ? '' : `${speaker === '' ? 'Somebody' : speaker} says: ${dialogue}`;
  const told = caption.trim() === '' ? [action, said] : [caption];
  const sentences = [`Picture of ${number}: ${SHOT_SIZE_NAMES[shot.size].toLowerCase()}${angle}`, ...told]
    .map((words) => words.replace(/\s+/g, ' ').trim().replace(/\.$/, ''))
    .filter((words) => words !== '');
  const text = `${sentences.join('. ')}.`;
  return text.length > MOST ? `${text.slice(0, MOST).replace(/\s\S*$/, '')} …` : text;
}
