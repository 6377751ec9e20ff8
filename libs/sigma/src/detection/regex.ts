import { RE2JS } from 're2js';

/** Flags of the `i`, `m` and `s` modifiers. */
export type RegexFlag = 'i' | 'm' | 's';

export type CompiledRegex =
  | { readonly ok: true; readonly matches: (text: string) => boolean }
  | { readonly ok: false; readonly reason: string };

/** Compiles a search in linear time (RE2): no back-references, no look-around, bounded repetition. */
export function compileRegex(source: string, flags: string): CompiledRegex {
  const bits =
    (flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) |
    (flags.includes('m') ? RE2JS.MULTILINE : 0) |
    (flags.includes('s') ? RE2JS.DOTALL : 0);
  try {
    const regex = RE2JS.compile(source, bits);
    return { ok: true, matches: (text) => regex.test(text) };
  } catch (cause) {
    return { ok: false, reason: cause instanceof Error ? cause.message : String(cause) };
  }
}
