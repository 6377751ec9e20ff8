/** Deepest nesting of JSON that is read out of a field: events may nest as deep. */
const maxDepth = 64;

/** Source text access for JSON.parse (ECMAScript 2025), which the compiler's library does not describe yet. */
type Reviver = (this: unknown, key: string, value: unknown) => unknown;

/** Integers this long may not fit a double. */
const longNumber = /[:[,\s]-?\d{16,}[\s,}\]]|^\s*-?\d{16,}\s*$/;

export type ReadJson =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string };

/** Reads JSON. Integers keep all digits, as bigint where a number would lose some. */
export function readJson(text: string): ReadJson {
  let value: unknown;
  try {
    value = longNumber.test(text) ? JSON.parse(text, keepInteger) : JSON.parse(text);
  } catch {
    return { ok: false, reason: 'is not JSON' };
  }
  return isTooDeep(value, 0)
    ? { ok: false, reason: `nests deeper than ${maxDepth} levels` }
    : { ok: true, value };
}

const keepInteger: Reviver = function keepInteger(...args: readonly unknown[]): unknown {
  const [, value, context] = args as readonly [string, unknown, { readonly source?: string } | undefined];
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? '';
  return /^-?\d+$/.test(source) ? BigInt(source) : value;
};

function isTooDeep(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth === maxDepth) return true;
  return Object.values(value).some((member) => isTooDeep(member, depth + 1));
}
