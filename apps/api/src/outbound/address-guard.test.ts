import { describe, expect, it } from 'vitest';
import { createAddressGuard, isNetwork } from './address-guard.ts';

describe('an address that may not be connected to', () => {
  const isAllowed = createAddressGuard([]);
  it.each([
    ...['127.0.0.1', '127.8.8.8', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    ...['169.254.169.254', '100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255'],
    ...['::1', '::', '::ffff:127.0.0.1', '::ffff:a00:1', 'fe80::1', 'fd00::1', 'ff02::1'],
    ...['64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', 'localhost', '', '127.1', '0x7f000001'],
  ])('%s', (address) => {
    expect(isAllowed(address)).toBe(false);
  });
});

it.each(['140.82.121.4', '172.15.0.1', '172.32.0.1', '2606:50c0:8000::153', '::ffff:8c52:7904'])(
  '%s is public',
  (address) => {
    expect(createAddressGuard([])(address)).toBe(true);
  },
);

it('a network that is allowed is connected to, and no other', () => {
  const isAllowed = createAddressGuard(['10.1.0.0/16', 'fd12::/16']);
  expect(['10.1.255.1', '::ffff:10.1.0.1', 'fd12::1'].map(isAllowed)).toEqual([true, true, true]);
  expect(['10.2.0.1', 'fd13::1', '127.0.0.1'].map(isAllowed)).toEqual([false, false, false]);
});

it('networks are written as address and bits', () => {
  expect(['10.0.0.0/8', '::1/128', '0.0.0.0/0'].map(isNetwork)).toEqual([true, true, true]);
  const wrong = ['10.0.0.0', '10.0.0.0/33', '10.0.0/8', '::1/129', '/8', '10.0.0.0/8/8', '10.0.0.0/a', ''];
  expect(wrong.filter(isNetwork)).toEqual([]);
});
