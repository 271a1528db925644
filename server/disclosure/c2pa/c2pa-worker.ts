/**
 * Signs pictures with C2PA's own engine, as WebAssembly. It reads blobs as browsers' workers do, at once; Node's blobs can't,
 * so in this thread, and nowhere else, they are ones that can.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { must } from '#shared/lib/assert.ts';
import type { WorkerAnswer } from '#server/config/index.ts';
import { coseSign1 } from './cose-sign.ts';
import { manifestOf } from './manifest.ts';
import type { SignTask } from './messages.ts';

/** A signature with one certificate takes some 900 bytes. */
const RESERVED = 4096;

class HeldBlob extends Blob {
  readonly held: Uint8Array;

  constructor(parts: readonly Uint8Array[], options?: BlobPropertyBag) {
    super([...parts] as BlobPart[], options);
    this.held = parts.length === 1 ? must(parts[0]) : Buffer.concat(parts);
  }

  override slice(from: number | bigint = 0, to: number | bigint = this.size, type = ''): Blob {
    return new HeldBlob([this.held.subarray(Number(from), Number(to))], { type });
  }
}

class HeldBlobReader {
  readAsArrayBuffer({ held }: HeldBlob): ArrayBuffer {
    return Uint8Array.from(held).buffer;
  }
}

Object.assign(globalThis, { Blob: HeldBlob, FileReaderSync: HeldBlobReader });

// The engine looks for its globals as it is loaded.
const c2pa = await import('@contentauth/c2pa-wasm');
c2pa.initSync({ module: readFileSync(createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm')) });

const port = must(parentPort, 'the C2PA worker was started outside a worker thread');
port.on('message', (task: SignTask) => {
  void signed(task).then(
    (made) => port.postMessage({ ok: true, made } satisfies WorkerAnswer<Uint8Array>),
    (error: unknown) => port.postMessage({ ok: false, message: String(error) } satisfies WorkerAnswer<Uint8Array>),
  );
});

async function signed(task: SignTask): Promise<Uint8Array> {
  const { definition, ingredients } = manifestOf(task);
  const builder = c2pa.WasmBuilder.fromJson(JSON.stringify(definition), null);
  try {
    for (const [at, ingredient] of ingredients.entries()) {
      const { mime, bytes } = must(task.ingredients[at]);
      await builder.addIngredientFromBlob(JSON.stringify(ingredient), mime, new HeldBlob([bytes], { type: mime }));
    }
    const signer = {
      ...{ alg: 'es256', reserveSize: RESERVED },
      sign: (claim: Uint8Array) =>
        Promise.resolve(coseSign1(claim, task.identity, RESERVED) as Uint8Array<ArrayBuffer>),
    };
    // The second are identities of CAWG: none.
    return await builder.sign(signer, [], task.mime, new HeldBlob([task.bytes], { type: task.mime }));
  } finally {
    builder.free();
  }
}
