import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** Of the registries for special purposes (RFC 6890 and its updates): what is not the public internet. */
const NOT_PUBLIC_4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24', '192.168.0.0/16', '192.175.48.0/24'],
  ...['198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  // A public number at which a cloud tells its machines their secrets.
  '168.63.129.16/32',
];
/** Within 2000::/3, the only part of IPv6 that is handed out. */
const NOT_PUBLIC_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'];
/** Where clouds tell their machines their secrets: never, even in a house that may be spoken to. */
const SECRETS_4 = ['169.254.0.0/16', '100.100.100.200/32', '168.63.129.16/32', '192.0.0.192/32'];
const SECRETS_6 = ['fe80::/10', 'fd00:ec2::254/128', 'fd20:ce::254/128', '64:ff9b::/96', '64:ff9b:1::/48'];

const notPublic = blockList(NOT_PUBLIC_4, NOT_PUBLIC_6);
const secrets = blockList(SECRETS_4, SECRETS_6);
const handedOut = blockList([], ['2000::/3']);

/** Whether an address is one of the public internet. What is no address is not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !notPublic.check(address, 'ipv4');
  if (!isIPv6(address)) return false;
  return handedOut.check(address, 'ipv6') && !notPublic.check(address, 'ipv6');
}

/** Whether an address may be spoken to in a house whose network is allowed: anything but where machines get their secrets. */
export function isHouseAddress(address: string): boolean {
  if (isIPv4(address)) return !secrets.check(address, 'ipv4');
  // A list holds an IPv4 address in IPv6's clothes (::ffff:0:0/96) against its rules for IPv4.
  return isIPv6(address) && !secrets.check(address, 'ipv6');
}

function blockList(four: readonly string[], six: readonly string[]): BlockList {
  const list = new BlockList();
  for (const [type, nets] of [['ipv4', four] as const, ['ipv6', six] as const]) {
    for (const net of nets) {
      const [address = '', bits = ''] = net.split('/');
      list.addSubnet(address, Number(bits), type);
    }
  }
  return list;
}
