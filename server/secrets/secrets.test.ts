import { expect, test } from 'vitest';
import { testPlatform } from '#tests/factories/platform.ts';
import { createSecrets } from './index.ts';

const { randomBytes } = testPlatform();
const [old, newer] = [randomBytes(32), randomBytes(32)];
const secretsWith = (...keys: Uint8Array[]) => createSecrets({ keys, randomBytes });
const PLACE = 'account/w1/a1';
const WORDS = 'sk-ÄÖ-hunter2';

test('what is sealed opens again, and reads like nothing of it', () => {
  const secrets = secretsWith(old);
  const sealed = secrets.seal(WORDS, PLACE);
  expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]+$/);
  expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain('hunter2');
  expect(secrets.open(sealed, PLACE)).toBe(WORDS);
  expect(secrets.seal(WORDS, PLACE)).not.toBe(sealed);
});

test('sealed text that was moved to another place does not open there', () => {
  const secrets = secretsWith(old);
  expect(() => secrets.open(secrets.seal(WORDS, PLACE), 'account/w2/a1')).toThrow(/changed or belongs elsewhere/);
});

test('no byte of it can be changed unnoticed', () => {
  const secrets = secretsWith(old, newer);
  const [version = '', id = '', body = ''] = secrets.seal('key', PLACE).split('.');
  const bytes = Buffer.from(body, 'base64url');
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    expect(() => secrets.open(`${version}.${id}.${changed.toString('base64url')}`, PLACE)).toThrow(/changed/);
  }
  const other = secretsWith(newer).seal('key', PLACE).split('.')[1] ?? '';
  for (const text of [`${version}.${other}.${body}`, `${version}.${id}.`, `${version}.${id}`]) {
    expect(() => secrets.open(text, PLACE)).toThrow(/changed/);
  }
  for (const text of [`v2.${id}.${body}`, `${version}.00000000.${body}`, 'hunter2', '']) {
    expect(() => secrets.open(text, PLACE)).toThrow(/key that the server doesn’t have/);
  }
});

test('keys are exchanged while everything opens: the newest seals, the others open, a sweep moves what there is', () => {
  const before = secretsWith(old).seal(WORDS, PLACE);
  const during = secretsWith(newer, old);
  expect(during.open(before, PLACE)).toBe(WORDS);
  const moved = during.reseal(before, PLACE);
  expect(moved).not.toBeNull();
  expect(secretsWith(newer).open(moved ?? '', PLACE)).toBe(WORDS);
  expect(during.reseal(moved ?? '', PLACE)).toBeNull();
  expect(() => secretsWith(old).open(moved ?? '', PLACE)).toThrow(/doesn’t have any more/);
});

test('without a key nothing is sealed, and that is said', () => {
  const none = secretsWith();
  expect(none.canSeal).toBe(false);
  expect(() => none.seal(WORDS, PLACE)).toThrow(/SECRETS_KEY/);
});
