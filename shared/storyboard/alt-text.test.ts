import { expect, test } from 'vitest';
import { altText } from './alt-text.ts';

const RAIN = { action: 'Rain on the  LAMP.', speaker: 'ZOË', dialogue: 'Is anyone there?' };
const NOTHING = { action: '', speaker: '', dialogue: '' };

test('a picture is told by how it is shot and what its lines say; what somebody wrote under it comes first', () => {
  expect(altText('12A', '', { size: 'CU', angle: 'low' }, RAIN)).toMatch(
    /^Picture of 12A: .*close.*, low.*\. Rain on the LAMP\. ZOË says: Is anyone there\?\.?$/,
  );
  expect(altText('12A', 'The lamp goes out.', { size: 'CU', angle: 'eye' }, RAIN)).toMatch(/\. The lamp goes out\.$/);
  expect(altText('1', '', { size: 'MS', angle: 'eye' }, NOTHING)).toMatch(/^Picture of 1: [^,.]+\.$/);
  expect(altText('1', 'x '.repeat(400), { size: 'MS', angle: 'eye' }, NOTHING).length).toBeLessThanOrEqual(302);
});
