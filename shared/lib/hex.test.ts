import { expect, test } from 'vitest';
import { bytesToHex, hexToBytes } from './hex.ts';

test('bytes are two digits each and come back, however many they are', () => {
  expect(bytesToHex(Uint8Array.of(0, 1, 15, 16, 171, 255))).toBe('00010f10abff');
  expect(bytesToHex(new Uint8Array())).toBe('');
  const many = Uint8Array.from({ length: 9001 }, (_, i) => i % 251);
  expect(hexToBytes(bytesToHex(many))).toEqual(many);
});
