import { expect, test } from 'vitest';
import { altText } from './alt-text.ts';

const RAIN = { action: 'Rain on the  LAMP.', speaker: 'ZOË', dialogue: 'Is anyone there?' };
const SAYS_NOTHING = { alt: '', caption: '' };
const NOTHING = { action: '', speaker: '', dialogue: '' };

test('a picture is told by how it is shot and what its lines say; what somebody wrote under it comes first', () => {
  expect(altText('12A', SAYS_NOTHING, { size: 'CU', angle: 'low' }, RAIN)).toMatch(
    /^Picture of 12A: .*close.*, low.*\. Rain on the LAMP\. ZOË says: Is anyone there\?\.?$/,
  );
  expect(
    altText('12A', { ...SAYS_NOTHING, caption: 'The lamp goes out.' }, { size: 'CU', angle: 'eye' }, RAIN),
  ).toMatch(/\. The lamp goes out\.$/);
  expect(altText('1', SAYS_NOTHING, { size: 'MS', angle: 'eye' }, NOTHING)).toMatch(/^Picture of 1: [^,.]+\.$/);
  expect(
    altText('1', { ...SAYS_NOTHING, caption: 'x '.repeat(400) }, { size: 'MS', angle: 'eye' }, NOTHING).length,
  ).toBeLessThanOrEqual(302);
});

test('what somebody wrote for those who can’t see it is all that is told', () => {
  const written = { alt: ' A lamp, out. ', caption: 'The lamp goes out.' };
  expect(altText('12A', written, { size: 'CU', angle: 'low' }, RAIN)).toBe('A lamp, out.');
});
