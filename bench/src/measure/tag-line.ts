import type { SigmaRule } from '@sluice/sigma';

const closingBrace = 125;
const openingBrace = 123;
/** Blank bytes that JSON allows around the last brace (RFC 8259, section 2). */
const blanks: ReadonlySet<number> = new Set([9, 10, 13, 32]);
const prefix = '"sigma_rule_ids":[';

/** Writes a matched event with the ids of its rules; the answer is a view that holds until the next call. */
export type TagLine = (line: Buffer, rules: readonly SigmaRule[]) => Buffer;

/**
 * A tagger that copies the line up to its last brace and adds `sigma_rule_ids` before it, so that nothing is parsed or
 * printed again. The line must be a JSON object, as it is for every event that matched.
 */
export function createTagLine(): TagLine {
  const texts = new WeakMap<SigmaRule, string>();
  let out = Buffer.allocUnsafe(1 << 16);

  const textOf = (rule: SigmaRule): string => {
    const known = texts.get(rule);
    if (known !== undefined) return known;
    const text = JSON.stringify(rule.metadata.id);
    texts.set(rule, text);
    return text;
  };

  return (line, rules) => {
    const brace = line.lastIndexOf(closingBrace);
    const tag = `${isEmptyObject(line, brace) ? '' : ','}${prefix}${rules.map(textOf).join(',')}]}`;
    const most = brace + 3 * tag.length;
    if (out.length < most) out = Buffer.allocUnsafe(2 * most);
    line.copy(out, 0, 0, brace);
    return out.subarray(0, brace + out.write(tag, brace));
  };
}

function isEmptyObject(line: Buffer, brace: number): boolean {
  let at = brace - 1;
  while (blanks.has(line[at] ?? 0)) at--;
  return line[at] === openingBrace;
}
