import { hashText } from '../random/hash-text.ts';

const v4Network = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;

/** An IPv4 network of the same size elsewhere; octets that the prefix cuts or leaves free stay. Others are unchanged. */
export function varyNetwork(network: string, seed: number): string {
  const found = v4Network.exec(network);
  if (found === null) return network;
  const octets = found.slice(1, 5).map(Number);
  const prefix = Number(found[5]);
  const whole = Math.floor(prefix / 8);
  const moved = octets.map((octet, index) => {
    if (index >= whole) return octet;
    const bits = hashText(`${network} ${index}`, seed);
    return index === 0 ? 1 + (bits % 223) : bits % 256;
  });
  return `${moved.join('.')}/${prefix}`;
}
