import * as Y from 'yjs';
import { expect, test } from 'vitest';
import type { AssetHash } from '#shared/lib/ids.ts';
import { readSettings, writeSettings } from './settings.ts';

const LOGO = { asset: 'ab'.repeat(32) as AssetHash, width: 200, height: 80 };

test('a logo is read as it was written, and gone when it is taken away', () => {
  const doc = new Y.Doc();
  expect(readSettings(doc).logo).toBeNull();
  writeSettings(doc, { logo: LOGO });
  expect(readSettings(doc).logo).toEqual(LOGO);
  writeSettings(doc, { logo: null });
  expect(readSettings(doc).logo).toBeNull();
});

test.each([7, 'logo', {}, { ...LOGO, asset: '../secret' }, { ...LOGO, width: 'wide' }, { ...LOGO, height: 0 }])(
  'what is no logo reads as none: %j',
  (value) => {
    const doc = new Y.Doc();
    doc.getMap('settings').set('logo', value);
    expect(readSettings(doc).logo).toBeNull();
  },
);

test('a style is read as it was written; of what is no style, what is words and pictures', () => {
  const doc = new Y.Doc();
  expect(readSettings(doc).style).toEqual({ words: '', pictures: [] });
  writeSettings(doc, { style: { words: 'Ink wash', pictures: [LOGO.asset] } });
  expect(readSettings(doc).style).toEqual({ words: 'Ink wash', pictures: [LOGO.asset] });
  doc.getMap('settings').set('style', { words: 7, pictures: ['../secret', LOGO.asset, null] });
  expect(readSettings(doc).style).toEqual({ words: '', pictures: [LOGO.asset] });
  doc.getMap('settings').set('style', 'ink');
  expect(readSettings(doc).style).toEqual({ words: '', pictures: [] });
});
