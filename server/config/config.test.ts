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

test('a bucket takes all of what makes one, and its key is not repeated in an error', () => {
  const bucket = { S3_ENDPOINT: 'https://s3.example.org', S3_BUCKET: 'boards', S3_ACCESS_KEY_ID: 'us' };
  expect(parseConfig({ ...bucket, S3_SECRET_ACCESS_KEY: 'hunter2', S3_PREFIX: 'films/' })).toMatchObject({
    ...{ ok: true },
    value: { files: { kind: 's3', bucket: 'boards', region: 'us-east-1', prefix: 'films/', secretKey: 'hunter2' } },
  });
  expect(parseConfig(bucket)).toMatchObject({ ok: false, error: [expect.stringContaining('belong together')] });
  const wrong = parseConfig({ ...bucket, S3_SECRET_ACCESS_KEY: 'hunter2', S3_BUCKET: 'No Bucket', S3_PREFIX: '../' });
  expect(wrong).toMatchObject({
    ok: false,
    error: [expect.stringMatching(/^S3_BUCKET/), expect.stringMatching(/^S3_PREFIX/)],
  });
  expect(JSON.stringify(wrong)).not.toContain('hunter2');
  expect(parseConfig({})).toMatchObject({ ok: true, value: { files: { kind: 'disk' }, unusedFilesDays: 7 } });
});

test('servers of the house that may be asked for pictures are named with their ports', () => {
  expect(parseConfig({ PICTURE_HOSTS: '127.0.0.1:8188, gpu.house:80 [::1]:7860' })).toMatchObject({
    ...{ ok: true, value: { pictureHosts: ['127.0.0.1:8188', 'gpu.house:80', '[::1]:7860'] } },
  });
  expect(parseConfig({})).toMatchObject({ ok: true, value: { pictureHosts: [] } });
  for (const PICTURE_HOSTS of ['127.0.0.1', 'http://gpu:80', 'gpu:80/x']) {
    expect(parseConfig({ PICTURE_HOSTS })).toMatchObject({ ok: false, error: [expect.stringContaining('such as')] });
  }
});

test('keys for secrets are 32 bytes each, the newest first, and none is repeated in an error', () => {
  const [newest, old] = [Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(32, 2).toString('base64url')];
  expect(parseConfig({})).toMatchObject({ ok: true, value: { secretsKeys: [] } });
  const both = parseConfig({ SECRETS_KEY: newest, SECRETS_KEYS_OLD: ` ${old}, ${newest}` });
  expect(both.ok && both.value.secretsKeys.map((key) => key[0])).toEqual([1, 2, 1]);
  for (const SECRETS_KEY of ['hunter2', `hunter2!${newest}`, `${newest},${old}`]) {
    const wrong = parseConfig({ SECRETS_KEY });
    expect(wrong).toMatchObject({ ok: false, error: [expect.stringMatching(/^SECRETS_KEY=… is not usable/)] });
    expect(JSON.stringify(wrong)).not.toMatch(/hunter2|AQEB/);
  }
  expect(parseConfig({ SECRETS_KEYS_OLD: old })).toMatchObject({
    ...{ ok: false, error: [expect.stringContaining('set SECRETS_KEY')] },
  });
});
