import { expect, test } from 'vitest';
import { isHouseAddress, isPublicAddress } from './address-rules.ts';

test.each([
  ...['8.8.8.8', '1.1.1.1', '172.15.0.1', '172.32.0.1', '100.63.0.1', '100.128.0.1', '169.253.1.1', '192.0.1.1'],
  ...['2606:4700::1111', '2a00:1450:4001:80b::200e', '2001:4860:4860::8888'],
])('%s is of the internet', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  ...['127.0.0.1', '127.255.0.9', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '0.0.0.0'],
  ...['169.254.169.254', '100.64.0.1', '100.100.100.200', '168.63.129.16', '255.255.255.255', '224.0.0.1', '240.0.0.1'],
  ...[
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'fe80::1',
  ],
  ...['fc00::1', 'fd00:ec2::254', 'ff02::1', '2001:db8::1', '2001::1', '100::1', '::7f00:1', 'localhost', '', '127.1'],
])('%s is not', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test('in a house that may be spoken to, everything but the places where machines get their secrets', () => {
  const open = ['127.0.0.1', '10.1.2.3', '192.168.1.1', '::1', 'fd12::1', '::ffff:10.0.0.1'];
  const shut = ['169.254.169.254', '::ffff:169.254.169.254', '::ffff:a9fe:a9fe', 'fd00:ec2::254', 'fe80::1'];
  const alike = ['100.100.100.200', '168.63.129.16', '64:ff9b::a9fe:a9fe', 'metadata.google.internal'];
  expect([...open, ...shut, ...alike].filter(isHouseAddress)).toEqual(open);
});
