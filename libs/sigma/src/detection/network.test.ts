import { BlockList, isIPv4 } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCodePoints, readText } from '../pattern/code-points.ts';
import { compileNetwork } from './network.ts';

const text = createCodePoints();

function isIn(cidr: string, address: string): boolean {
  return compileNetwork(cidr)?.(readText(text, address)) ?? false;
}

test.each([
  ['10.0.0.0/8', '10.255.0.1', true],
  ['10.0.0.0/8', '11.0.0.1', false],
  ['10.1.2.3/8', '10.255.0.1', true],
  ['10.0.0.1', '10.0.0.1', true],
  ['010.0.0.0/8', '10.001.002.003', true],
  ['0.0.0.0/0', '255.255.255.255', true],
  ['0.0.0.0/0', '::1', false],
  ['10.0.0.0/8', '::ffff:10.0.0.1', true],
  ['::ffff:0:0/96', '192.168.0.1', true],
  ['::/0', '1.2.3.4', true],
  ['fe80::/10', 'FE80::1', true],
  ['fe80::/10', 'fec0::1', false],
  ['2001:db8::/33', '2001:db8:7fff::', true],
  ['2001:db8::/33', '2001:db8:8000::', false],
  ['1:2:3:4:5:6:7:8/128', '1:2:3:4:5:6:7:8', true],
  ['1:2:3:4:5:6:1.2.3.4', '1:2:3:4:5:6:102:304', true],
  ['::/128', '::', true],
])('%s and %s: %s', (cidr, address, expected) => {
  expect(isIn(cidr, address)).toBe(expected);
});

test.each([
  ...[
    '',
    ' ',
    '-',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '1..2.3',
    '.1.2.3',
    '1.2.3.',
    '1.2.3.0004',
    '1.2.3.4 ',
    '1.2.3.a',
  ],
  ...[
    ':',
    ':::',
    '1:',
    ':1',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1::2:3:4:5:6:7:8',
    '12345::',
    'g::',
  ],
  ...[
    '::1%eth0',
    '::1/64',
    '1.2.3.4::',
    '::1.2.3',
    '1:2:3:4:5:6:7:1.2.3.4',
    '١.2.3.4',
    '1:2:3:4:5:6:7:8'.padEnd(60, '0'),
  ],
])('"%s" is no address', (address) => {
  expect(isIn('::/0', address)).toBe(false);
  expect(compileNetwork(`${address}/0`)).toBeUndefined();
});

test.each(['10.0.0.0/33', '::/129', '10.0.0.0/', '10.0.0.0/-1', '10.0.0.0/8/8', '10.0.0.0/ 8'])(
  '%s is no network',
  (cidr) => {
    expect(compileNetwork(cidr)).toBeUndefined();
  },
);

test('networks hold what those of Node.js hold', () => {
  const near = (address: string): fc.Arbitrary<string> =>
    fc.constantFrom(address, address.replace(/\d/, '1'), address.replace(/[\da-f]$/, '7'));
  const pair = fc.oneof(fc.ipV4(), fc.ipV6()).chain((base) => {
    const other = isIPv4(base) ? fc.ipV4() : fc.ipV6();
    return fc.tuple(fc.constant(base), fc.nat({ max: isIPv4(base) ? 32 : 128 }), fc.oneof(near(base), other));
  });
  fc.assert(
    fc.property(pair, ([base, bits, address]) => {
      // Node.js takes an IPv6 address of another kind of its own for IPv4; so do we, which is tested above.
      fc.pre(isIPv4(address) === isIPv4(base) && !/ffff:/i.test(base) && !/ffff:/i.test(address));
      const family = isIPv4(base) ? 'ipv4' : 'ipv6';
      const list = new BlockList();
      list.addSubnet(base, bits, family);
      expect(isIn(`${base}/${bits}`, address)).toBe(list.check(address, family));
    }),
    { numRuns: 3000 },
  );
});
