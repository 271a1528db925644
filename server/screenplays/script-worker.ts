import { parentPort, workerData } from 'node:worker_threads';
import { parseFountain } from '#shared/formats/fountain/index.ts';
import { decodeText } from '#shared/lib/decode-text.ts';
import type { ReaderAnswer } from './script-reader.ts';

const REASONS = {
  not_text: 'This file is not a text. Export the script as Fountain and import that.',
  unknown_encoding: 'The text is not in UTF-8, UTF-16 or Latin-1. Save it as UTF-8 and import that.',
};

parentPort?.postMessage(read(workerData as Uint8Array));

function read(bytes: Uint8Array): ReaderAnswer {
  const text = decodeText(bytes);
  if (!text.ok) return { ok: false, message: REASONS[text.error] };
  const { screenplay, diagnostics } = parseFountain(text.value);
  return { ok: true, script: { screenplay, notes: diagnostics } };
}
