import { expect, test } from 'vitest';
import { initials } from './initials.ts';

test.each([
  ['Nadia Roux', 'NR'],
  ['Élodie', 'É'],
  ['  Ana María de la Cruz ', 'AC'],
  ['', '?'],
])('the initials of “%s” are %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
