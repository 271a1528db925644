import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ElementType, ScriptParagraph } from '#shared/screenplay/index.ts';
import { formatEighths } from '#shared/screenplay/index.ts';
import { paginate, sceneLengths, US_LETTER } from './index.ts';
import { scriptOf } from './script.contract.ts';

const TYPES: Readonly<Record<string, ElementType>> = {
  ...{ A: 'action', C: 'character', D: 'dialogue', P: 'parenthetical', T: 'transition', G: 'general', N: 'general' },
};

interface Excerpt {
  readonly firstPage: number;
  readonly paragraphs: ScriptParagraph[];
  /** Page and length that Final Draft noted of each scene. */
  readonly scenes: { page: number; length: string }[];
}

function excerpts(): Excerpt[] {
  const found: Excerpt[] = [];
  const file = readFileSync(new URL('./final-draft-pages.txt', import.meta.url), 'utf8');
  for (const line of file.split('\n')) {
    const begins = /^# page (\d+)/.exec(line);
    if (begins) found.push({ firstPage: Number(begins[1]), paragraphs: [], scenes: [] });
    const excerpt = found.at(-1);
    if (!excerpt || line === '' || line.startsWith('#')) continue;
    const text = line.slice(2).replaceAll('\\n', '\n');
    if (line.startsWith('H')) {
      const [length = '', page = '', ...heading] = text.split('|');
      excerpt.scenes.push({ page: Number(page), length });
      excerpt.paragraphs.push({ type: 'scene_heading', text: heading.join('|') });
      continue;
    }
    if (line.startsWith('N')) excerpt.paragraphs.push({ type: 'page_break', text: '' });
    excerpt.paragraphs.push({ type: TYPES[line.charAt(0)] ?? 'action', text });
  }
  return found;
}

test.each(excerpts())(
  'from page $firstPage on, every scene has the page and the length that Final Draft gave it',
  (excerpt) => {
    const pagination = paginate(scriptOf(excerpt.paragraphs), { ...US_LETTER, firstPage: excerpt.firstPage });
    const ours = sceneLengths(pagination).map(({ page, eighths }, i) => ({
      page,
      length: excerpt.scenes[i]?.length === '?' ? '?' : formatEighths(eighths),
    }));
    expect(ours.length).toBeGreaterThan(9);
    expect(ours).toEqual(excerpt.scenes);
  },
);
