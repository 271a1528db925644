import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fileStoreContract } from '#tests/contract/file-store.contract.ts';
import { testPlatform } from '#tests/factories/platform.ts';
import { S3_SIGNER, startFakeS3, type FakeS3 } from '#tests/setup/fake-s3.ts';
import { diskStore } from './disk-store.ts';
import { s3Store } from './s3-store.ts';

const { clock, newId } = testPlatform();
const HASH = '0f'.repeat(32);
const cleanUp: (() => unknown)[] = [];
afterAll(async () => {
  for (const clean of cleanUp) await clean();
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'beatboard-files-'));
  cleanUp.push(() => rm(folder, { recursive: true }));
  return folder;
}

async function newBucket(): Promise<FakeS3> {
  const service = await startFakeS3('boards');
  cleanUp.push(() => service.close());
  return service;
}

const inBucket = ({ endpoint }: FakeS3, secretKey = S3_SIGNER.secretKey, prefix = 'films/of us/') =>
  s3Store({ ...S3_SIGNER, secretKey, endpoint, bucket: 'boards', prefix, clock });

fileStoreContract('files in a folder', async () => diskStore(join(await newFolder(), 'assets'), newId));
fileStoreContract('files in a bucket', async () => inBucket(await newBucket()));

test('half a file of a process that was killed is not there', async () => {
  const folder = await newFolder();
  const store = diskStore(folder, newId);
  await store.write(HASH, new Uint8Array([1]));
  await writeFile(join(folder, '0f', `${'0f'.repeat(31)}aa.${newId()}`), 'half');
  const names: string[] = [];
  for await (const { name } of store.list()) names.push(name);
  expect(names).toEqual([HASH]);
  expect(await readdir(join(folder, '0f'))).toHaveLength(2);
});

test('a service in trouble is asked again, and a file that it took is there once', async () => {
  const service = await newBucket();
  const store = inBucket(service);
  service.troubles.push(503, 500);
  await store.write(HASH, new Uint8Array([1, 2]));
  expect(service.asked.get('PUT')).toBe(3);
  expect(await store.read(HASH)).toEqual(new Uint8Array([1, 2]));
  service.troubles.push(500, 500, 500);
  await expect(store.read(HASH)).rejects.toThrow('The file service answered GET with 500 InternalError.');
});

test('what the service refuses is an error that names its reason and no key, and is not asked again', async () => {
  const service = await newBucket();
  const store = inBucket(service, 'another secret');
  const error: unknown = await store.write(HASH, new Uint8Array()).catch((thrown: unknown) => thrown);
  expect(String(error)).toContain('403 SignatureDoesNotMatch');
  expect(String(error)).not.toContain('secret');
  expect(service.asked.get('PUT')).toBe(1);
});

test('what others keep in the bucket is not ours', async () => {
  const service = await newBucket();
  await inBucket(service, S3_SIGNER.secretKey, 'others/').write(HASH, new Uint8Array([1]));
  const store = inBucket(service);
  expect(await store.read(HASH)).toBeNull();
  for await (const file of store.list()) expect(file).toBeUndefined();
});
