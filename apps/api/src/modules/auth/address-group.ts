import { isIPv6 } from 'node:net';

const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * Whose address it is, as far as one can tell: an IPv4 address itself; of IPv6 the first 64 bits, since anybody who has
 * one has all the others behind them (RFC 6177).
 */
export function addressGroup(address: string): string {
  const mapped = MAPPED_IPV4.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const parts = (text: string | undefined): string[] => (text ?? '').split(':').filter((part) => part !== '');
  const [first, last] = [parts(head), parts(tail)];
  const left = tail === undefined ? 0 : 8 - first.length - last.length;
  const all = [...first, ...Array.from({ length: left }, () => '0'), ...last];
  const network = all.slice(0, 4).map((part) => part.replace(/^0+(?=.)/, ''));
  return `${network.join(':')}::/64`;
}
