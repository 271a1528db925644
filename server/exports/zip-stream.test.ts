import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { zipStream } from './index.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const AT = new Date('2026-05-01T10:00:00Z');

test('files come in their order, each read when its turn has come', async () => {
  let open = 0;
  const file = (name: string) => () => {
    open += 1;
    return Promise.resolve({ name, bytes: utf8(`the words of ${name}`) });
  };
  const stream = zipStream([file('001/001A.png'), file('001/001B – ñ.png'), file('002/002A.png')], AT);
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let most = 0;
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    chunks.push(step.value);
    most = Math.max(most, open);
  }
  const files = unzipSync(Buffer.concat(chunks));
  expect(Object.keys(files)).toEqual(['001/001A.png', '001/001B – ñ.png', '002/002A.png']);
  expect(strFromU8(files['002/002A.png'] ?? new Uint8Array())).toBe('the words of 002/002A.png');
  expect(most).toBe(3);
});

test('no files are an empty zip, and one that can’t be read ends the stream with its reason', async () => {
  expect(unzipSync(new Uint8Array(await new Response(zipStream([], AT)).arrayBuffer()))).toEqual({});
  const broken = zipStream([() => Promise.reject(new Error('the disk is gone'))], AT);
  await expect(new Response(broken).arrayBuffer()).rejects.toThrow('the disk is gone');
});
