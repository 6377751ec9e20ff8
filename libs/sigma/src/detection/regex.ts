import { RE2JS } from 're2js';

/** Flags of the `i`, `m` and `s` modifiers. */
export type RegexFlag = 'i' | 'm' | 's';

export type CompiledRegex =
  | { readonly ok: true; readonly size: number; readonly matches: (text: string) => boolean }
  | { readonly ok: false; readonly reason: string };

/**
 * Most instructions: each character takes one, as often as it is repeated, and a search at worst all of them for each
 * character of the event. As many as a value may have characters, and some; SigmaHQ's take 1,003 at most.
 */
const maxSize = 5_000;
const tooLarge = { ok: false, reason: 'too large' } as const;

/** Compiles a search in linear time (RE2): no back-references, no look-around, bounded repetition. */
export function compileRegex(source: string, flags: string): CompiledRegex {
  const bits =
    (flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) |
    (flags.includes('m') ? RE2JS.MULTILINE : 0) |
    (flags.includes('s') ? RE2JS.DOTALL : 0);
  // Reading it takes more than linear time.
  if (source.length > maxSize) return tooLarge;
  try {
    const regex = RE2JS.compile(source, bits);
    const size = regex.programSize();
    return size > maxSize ? tooLarge : { ok: true, size, matches: (text) => regex.test(text) };
  } catch (cause) {
    return { ok: false, reason: cause instanceof Error ? cause.message : String(cause) };
  }
}
