import { expect, test } from 'vitest';
import { parseConfig } from './config.ts';

test('an empty environment gives the embedded database on loopback, with the demo', () => {
  const result = parseConfig({});
  expect(result).toMatchObject({
    ok: true,
    value: { host: '127.0.0.1', port: 3000, dataDir: './data', database: { kind: 'pglite' }, demo: true },
  });
});

test('a PostgreSQL is not seeded unless DEMO=1 asks for it', () => {
  const DATABASE_URL = 'postgres://beatboard@localhost/beatboard';
  expect(parseConfig({ DATABASE_URL })).toMatchObject({ ok: true, value: { demo: false } });
  expect(parseConfig({ DATABASE_URL, DEMO: '1' })).toMatchObject({ ok: true, value: { demo: true } });
});

test('a variable that is set to nothing counts as unset', () => {
  expect(parseConfig({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ ok: true, value: { port: 3000 } });
});

test('every wrong variable is named in a line of its own, with what would be right', () => {
  const result = parseConfig({ PORT: '99999', LOG_LEVEL: 'loud', DEMO: 'yes', PUBLIC_URL: 'boards.example.org' });
  expect(result).toEqual({
    ok: false,
    error: [
      'PORT=99999 is not usable: expected a number from 0 to 65535.',
      'PUBLIC_URL=boards.example.org is not usable: expected an address that starts with http:// or https://.',
      'DEMO=yes is not usable: expected 0 or 1.',
      'LOG_LEVEL=loud is not usable: expected silent, error, info, debug.',
    ],
  });
});

test('an address that may hold a password is not repeated in an error', () => {
  const result = parseConfig({ DATABASE_URL: 'mysql://root:hunter2@db/beatboard', REDIS_URL: 'hunter2' });
  expect(JSON.stringify(result)).not.toContain('hunter2');
  expect(result).toMatchObject({ ok: false, error: [expect.stringContaining('DATABASE_URL'), expect.any(String)] });
});

test('opening the server to other machines asks for the address they will use', () => {
  expect(parseConfig({ HOST: '0.0.0.0' })).toMatchObject({
    ok: false,
    error: [expect.stringContaining('set PUBLIC_URL')],
  });
  expect(parseConfig({ HOST: '0.0.0.0', PUBLIC_URL: 'https://boards.example.org' })).toMatchObject({ ok: true });
});
