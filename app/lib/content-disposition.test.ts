import { expect, test } from 'vitest';
import { contentDisposition } from './content-disposition.ts';

test('a title with accents and signs stays a header, and keeps its name', () => {
  expect(contentDisposition('attachment', 'L’Été "noir" (1).fountain')).toBe(
    `attachment; filename="LEte _noir_ (1).fountain"; filename*=UTF-8''L%E2%80%99%C3%89t%C3%A9%20%22noir%22%20%281%29.fountain`,
  );
});

test('line breaks do not start another header', () => {
  expect(contentDisposition('inline', 'a\r\nSet-Cookie: b')).not.toMatch(/[\r\n]/);
});
