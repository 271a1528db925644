import { expect, test } from 'vitest';
import { signRequest } from './sign-request.ts';

/* The examples of the service's own documentation, "Signature Calculations for the Authorization Header". */

const SIGNER = {
  accessKey: 'AKIAIOSFODNN7EXAMPLE',
  secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
};
const AT = Date.UTC(2013, 4, 24);
const NOTHING = new Uint8Array();
const at = (path: string) => new URL(`https://examplebucket.s3.amazonaws.com/${path}`);
const signatureOf = (request: Partial<Parameters<typeof signRequest>[0]>) =>
  signRequest({ method: 'GET', url: at(''), headers: {}, body: NOTHING, ...request }, SIGNER, AT)[
    'authorization'
  ]?.replace(/.*Signature=/, '');

test('a file is asked for with the signature that the service publishes', () => {
  const signed = signRequest(
    { method: 'GET', url: at('test.txt'), headers: { range: 'bytes=0-9' }, body: NOTHING },
    SIGNER,
    AT,
  );
  expect(signed['authorization']).toBe(
    'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,' +
      'SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,' +
      'Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  );
});

test('a file is put with the signature that the service publishes', () => {
  const headers = { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' };
  const body = new TextEncoder().encode('Welcome to Amazon S3.');
  expect(signatureOf({ method: 'PUT', url: at('test$file.text'), headers, body })).toBe(
    '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  );
});

test('a list and a query without a value are asked for with the signatures that the service publishes', () => {
  expect(signatureOf({ url: at('?max-keys=2&prefix=J') })).toBe(
    '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  );
  expect(signatureOf({ url: at('?lifecycle') })).toBe(
    'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  );
});
