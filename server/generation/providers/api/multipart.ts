import { createHash } from 'node:crypto';

export interface FormPart {
  readonly name: string;
  readonly value: string | { readonly fileName: string; readonly mime: string; readonly bytes: Uint8Array };
}

export interface FormBody {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/**
 * A form with files (RFC 7578). Names, file names and types are the caller's own, never people's words. Made by hand:
 * the platform's turns every line feed of a value into CR LF, and a record says what was sent to the letter.
 */
export function formBody(parts: readonly FormPart[]): FormBody {
  const contents = parts.map(({ value }) => (typeof value === 'string' ? Buffer.from(value) : value.bytes));
  const hash = createHash('sha256');
  for (const content of contents) hash.update(content);
  // Nothing holds its own hash.
  const boundary = `beatboard-${hash.digest('hex').slice(0, 48)}`;
  const pieces = parts.flatMap(({ name, value }, i) => {
    const file = typeof value === 'string' ? '' : `; filename="${value.fileName}"\r\nContent-Type: ${value.mime}`;
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`;
    return [Buffer.from(head), contents[i] ?? Buffer.alloc(0), Buffer.from('\r\n')];
  });
  const bytes = new Uint8Array(Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]));
  return { type: `multipart/form-data; boundary=${boundary}`, bytes };
}
