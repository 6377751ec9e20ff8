import type { YamlNode } from '../yaml/yaml-node.ts';

/** The number that a node is. Undefined for texts, infinities and NaN, and whole numbers that a number can't hold. */
export function readNumber(node: YamlNode | undefined): number | undefined {
  const value = node?.kind === 'scalar' ? node.value : undefined;
  if (typeof value !== 'number' && typeof value !== 'bigint') return undefined;
  const number = Number(value);
  const isExact = typeof value === 'number' ? Number.isFinite(number) : Number.isSafeInteger(number);
  return isExact ? number : undefined;
}
