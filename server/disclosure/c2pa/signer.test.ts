import { X509Certificate } from 'node:crypto';
import { ManifestStore } from '@trustnxt/c2pa-ts/manifest';
import { PNG } from '@trustnxt/c2pa-ts/asset';
import { SuperBox } from '@trustnxt/c2pa-ts/jumbf';
import * as c2pa from '@contentauth/c2pa-wasm';
import { afterAll, expect, test } from 'vitest';
import sharp from 'sharp';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { must } from '#shared/lib/assert.ts';
import { createSigner } from './signer.ts';
import { makeSigningIdentity } from './signing-identity.ts';
import type { SignTask } from './messages.ts';

c2pa.initSync({ module: readFileSync(createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm')) });

const identity = makeSigningIdentity('Tidewater Films', {
  now: Date.now(),
  randomBytes: (count) => Uint8Array.from({ length: count }, (_, i) => 37 * i + 5),
});
const signer = createSigner();
afterAll(() => signer.close());

const picture = (background: string) => sharp({ create: { width: 64, height: 36, channels: 3, background } });
const TRAINED = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
const COMPOSITE = 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia';

async function taskOf(fields: Partial<SignTask> = {}): Promise<SignTask> {
  return {
    ...{ mime: 'image/png', bytes: await picture('red').png().toBuffer(), title: 'Ebb 1A', sourceType: TRAINED },
    ...{ system: { name: 'flux-2', version: '2026-09' }, ingredients: [], edited: false, identity },
    ...fields,
  };
}

interface Read {
  readonly validation_state: string;
  readonly validation_status?: readonly { readonly code: string }[];
  readonly active_manifest: string;
  readonly manifests: Readonly<Record<string, ReadManifest>>;
}
interface ReadManifest {
  readonly title: string;
  readonly signature_info: { readonly issuer: string };
  readonly ingredients: readonly {
    readonly title: string;
    readonly relationship: string;
    readonly active_manifest?: string;
  }[];
  readonly assertions: readonly { readonly label: string; readonly data: { readonly actions: readonly object[] } }[];
}

async function read(bytes: Uint8Array, mime: string, trusted = false) {
  const pem = identity.chain.map((each) => new X509Certificate(Buffer.from(each, 'base64')).toString()).join('\n');
  const settings = trusted ? JSON.stringify({ trust: { user_anchors: pem }, verify: { verify_trust: true } }) : null;
  const reader = await c2pa.WasmReader.fromBytes(mime, bytes, settings);
  const said = JSON.parse(reader.json()) as Read;
  const manifest = said.manifests[said.active_manifest]!;
  const actions = manifest.assertions.flatMap(({ label, data }) =>
    label.startsWith('c2pa.actions') ? data.actions : [],
  );
  return { said, manifest, actions, codes: (said.validation_status ?? []).map(({ code }) => code) };
}

/** Another implementation's word on it. */
async function crossChecked(bytes: Uint8Array): Promise<boolean> {
  const asset = new PNG(Uint8Array.from(bytes));
  const store = ManifestStore.read(SuperBox.fromBuffer(new Uint8Array(must(asset.getManifestJUMBF()))));
  return (await store.validate(asset)).isValid;
}

test.each(['png', 'jpeg', 'webp'] as const)(
  'a %s is signed by the workspace, and one changed byte is found',
  async (format) => {
    const mime = `image/${format}`;
    const bytes = await picture('red').toFormat(format).toBuffer();
    const made = await signer.sign(await taskOf({ mime, bytes }));
    expect(await sharp(made).raw().toBuffer()).toEqual(await sharp(bytes).raw().toBuffer());
    const { said, manifest, actions } = await read(made, mime, true);
    expect(said.validation_state).toBe('Trusted');
    expect(manifest).toMatchObject({ title: 'Ebb 1A', signature_info: { issuer: 'Tidewater Films' } });
    expect(actions).toMatchObject([
      { action: 'c2pa.created', digitalSourceType: TRAINED, softwareAgent: { name: 'flux-2' } },
    ]);
    // On nobody's list: whole, and of nobody that others know.
    const stranger = await read(made, mime);
    expect([stranger.said.validation_state, stranger.codes]).toEqual(['Valid', ['signingCredential.untrusted']]);
    const changed = Uint8Array.from(made);
    changed[changed.length - 20]! ^= 1;
    const broken = await read(changed, mime).catch(() => null);
    if (broken) expect(broken.said.validation_state).toBe('Invalid');
  },
);

test('references are inputs, and what was drawn over has the picture below as its parent, manifest and all', async () => {
  const reference = { relationship: 'inputTo', title: 'Reference: character', mime: 'image/png' } as const;
  const ingredients = [{ ...reference, bytes: await picture('blue').png().toBuffer() }];
  const below = await signer.sign(await taskOf({ ingredients }));
  const made = await read(below, 'image/png', true);
  expect(made.said.validation_state).toBe('Trusted');
  expect(made.manifest.ingredients).toMatchObject([{ title: 'Reference: character', relationship: 'inputTo' }]);
  const parent = { relationship: 'parentOf', title: 'Ebb 1A take 1', mime: 'image/png', bytes: below } as const;
  const bytes = await picture('green').png().toBuffer();
  const drawn = await signer.sign(await taskOf({ bytes, ingredients: [parent], edited: true, sourceType: COMPOSITE }));
  const { said, manifest, actions } = await read(drawn, 'image/png', true);
  expect(said.validation_state).toBe('Trusted');
  expect(actions).toMatchObject([{ action: 'c2pa.opened' }, { action: 'c2pa.edited', digitalSourceType: COMPOSITE }]);
  expect(manifest.ingredients).toMatchObject([
    { relationship: 'parentOf', active_manifest: made.said.active_manifest },
  ]);
});

test('another implementation agrees: whole as signed, not after one byte', async () => {
  const made = await signer.sign(await taskOf());
  expect(await crossChecked(made)).toBe(true);
  const changed = Uint8Array.from(made);
  changed[changed.length - 20]! ^= 1;
  expect(await crossChecked(changed)).toBe(false);
});

test('the certificates are what Node takes for a root and what it issued', () => {
  const [leaf, root] = identity.chain.map((each) => new X509Certificate(Buffer.from(each, 'base64')));
  expect(leaf!.verify(root!.publicKey) && leaf!.checkIssued(root!) && root!.verify(root!.publicKey)).toBe(true);
  expect([leaf!.ca, root!.ca]).toEqual([false, true]);
});
