import { ANGLE_NAMES, MOVEMENT_NAMES, SHOT_SIZE_NAMES, isOverShoulder } from '#shared/shots/index.ts';
import type { BriefLine, PictureBrief } from './picture-brief.ts';

/** What pictures look like where nobody said. */
const DRAWN = 'Storyboard frame, black and white pencil drawing';
/** Models letter what they read in quotation marks, and paint over the frame what boards have beside it. */
const UNWANTED = 'No lettering, no captions, no frame border.';
/** UTF-16 units of what is said at most: who takes text for pictures reads no more, or forgets its beginning. */
const MOST = 1200;

/**
 * What a panel shows, in words for a model of pictures: how it is shot, where and when, who is in it and what happens.
 * What is said aloud is told of, not quoted. `style` stands for the drawing where a project has one of its own; `looks`
 * are sentences about who is to be seen.
 */
export function promptOf(brief: PictureBrief, style = '', looks: readonly string[] = []): string {
  const { shot, lines } = brief;
  const action = lines.filter(({ type }) => type === 'action' || type === 'general' || type === 'shot');
  const sentences = [
    style.trim() === '' ? DRAWN : style.trim().replace(/\.$/, ''),
    `${SHOT_SIZE_NAMES[shot.size]}, ${ANGLE_NAMES[shot.angle].toLowerCase()}, ${String(shot.lens)} mm lens`,
    ...(shot.movement === 'static' ? [] : [`Camera: ${MOVEMENT_NAMES[shot.movement].toLowerCase()}`]),
    whereOf(brief),
    ...(isOverShoulder(shot.size) ? ['One person’s shoulder in the foreground'] : []),
    ...action.map(({ text }) => text.replace(/\s+/g, ' ').replace(/[.!?]$/, '')),
    ...speakersOf(lines),
    ...looks,
  ];
  const said = sentences.filter((sentence) => sentence !== '').join('. ');
  return `${said.length > MOST ? `${said.slice(0, MOST).replace(/\s\S*$/, '')} …` : `${said}.`} ${UNWANTED}`;
}

const SETTINGS = { INT: 'Interior', EXT: 'Exterior', 'INT/EXT': 'Interior and exterior' } as const;

function whereOf({ setting, location, time, heading }: PictureBrief): string {
  const place = setting === null ? heading : `${SETTINGS[setting]}: ${location}`;
  const words = [place, time].filter((part) => part !== '').join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}

function speakersOf(lines: readonly BriefLine[]): string[] {
  return lines.flatMap(({ type, text }, i) => {
    if (type !== 'character') return [];
    const aside = lines[i + 1];
    const manner = aside?.type === 'parenthetical' ? ` ${aside.text.replace(/[()]/g, '')}` : '';
    return /\((V\.?O|O\.?S)\.?\)/i.test(text) ? [] : [`${withoutExtensions(text)} speaks${manner ? `,${manner}` : ''}`];
  });
}

/** Looks for a bracket only where one closes the cue, and for spaces from the first of them: anybody may write very many. */
function withoutExtensions(cue: string): string {
  return cue.endsWith(')') ? cue.replace(/(?<!\s)\s*\(.*\)$/s, '') : cue;
}
