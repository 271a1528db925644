import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signRequest, type Signer } from '#server/assets/sign-request.ts';

export const S3_SIGNER: Signer = { accessKey: 'beatboard', secretKey: 'a secret of the test', region: 'eu-north-1' };
const PAGE = 10;

export interface FakeS3 {
  readonly endpoint: URL;
  /** How many requests came, by method. */
  readonly asked: Map<string, number>;
  /** The next requests are answered with these statuses, as by a service in trouble. */
  readonly troubles: number[];
  close(): void;
}

/** A paid outside service, as much of it as its protocol shows: one bucket in memory, and every signature checked. */
export async function startFakeS3(bucket: string): Promise<FakeS3> {
  const objects = new Map<string, { readonly bytes: Buffer; readonly at: Date }>();
  const asked = new Map<string, number>();
  const troubles: number[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse, body: Buffer): void => {
    const { method = '' } = request;
    asked.set(method, (asked.get(method) ?? 0) + 1);
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`);
    const [, inBucket, ...rest] = decodeURIComponent(url.pathname).split('/');
    const key = rest.join('/');
    const found = objects.get(key);
    const trouble = troubles.shift();
    if (trouble !== undefined) refuse(response, trouble, 'InternalError');
    else if (!isSigned(request, url, body)) refuse(response, 403, 'SignatureDoesNotMatch');
    else if (inBucket !== bucket) refuse(response, 404, 'NoSuchBucket');
    else if (key === '') response.end(listing(objects, url));
    else if (method === 'PUT') {
      objects.set(key, { bytes: body, at: new Date() });
      response.end();
    } else if (method === 'DELETE') {
      objects.delete(key);
      response.writeHead(204).end();
    } else if (!found) refuse(response, 404, 'NoSuchKey');
    else response.end(method === 'GET' ? found.bytes : undefined);
  };
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => answer(request, response, body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = new URL(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
  return { endpoint, asked, troubles, close: () => server.close().closeAllConnections() };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Signs what arrived as the client should have; `sign-request.test.ts` holds that against the published examples. */
function isSigned(request: IncomingMessage, url: URL, body: Buffer): boolean {
  const stamp = String(request.headers['x-amz-date']);
  const at = Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3:$4:$5Z'));
  const expected = signRequest({ method: request.method ?? '', url, headers: {}, body }, S3_SIGNER, at);
  const hash = createHash('sha256').update(body).digest('hex');
  return (
    request.headers.authorization === expected['authorization'] && request.headers['x-amz-content-sha256'] === hash
  );
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'Content-Type': 'application/xml' });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
}

function listing(objects: ReadonlyMap<string, { readonly bytes: Buffer; readonly at: Date }>, url: URL): string {
  const prefix = url.searchParams.get('prefix') ?? '';
  const after = url.searchParams.get('continuation-token') ?? '';
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
  const page = keys.slice(0, PAGE);
  const entries = page.map((key) => {
    const { bytes, at } = objects.get(key)!;
    return `<Contents><Key>${key}</Key><LastModified>${at.toISOString()}</LastModified><Size>${String(bytes.length)}</Size></Contents>`;
  });
  const next = keys.length > PAGE ? `<NextContinuationToken>${page.at(-1) ?? ''}</NextContinuationToken>` : '';
  return `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult><IsTruncated>${String(next !== '')}</IsTruncated>${entries.join('')}${next}</ListBucketResult>`;
}
