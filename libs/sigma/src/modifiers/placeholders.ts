import { parsePattern } from '../pattern/pattern.ts';
import type { Pattern } from '../pattern/pattern.ts';
import type { Value } from './modifier.ts';

/** What placeholders stand for, by name without the percent signs. The values are taken literally, without wildcards. */
export type Placeholders = Readonly<Record<string, readonly string[]>>;

/** Why a text can't be expanded, with the place in it. */
export interface PlaceholderProblem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly at: number;
  readonly length: number;
}

export type Expanded =
  | { readonly ok: true; readonly values: readonly Value[] }
  | { readonly ok: false; readonly problem: PlaceholderProblem };

/** Most values that one text may expand to: several placeholders in it multiply. */
const maxValues = 10_000;

/** A text being put together, as the rule would have it and as a pattern. */
interface Draft {
  readonly pattern: Pattern;
  readonly raw: string;
}

/**
 * Puts each combination of values in place of the `%placeholders%` of a text (Sigma rules specification, "Placeholders").
 * `\%` is a percent sign. A placeholder that nobody fills in is a refusal, one without values leaves none.
 */
export function expandPlaceholders(text: string, placeholders: Placeholders): Expanded {
  let drafts: readonly Draft[] = [{ pattern: [], raw: '' }];
  for (const match of text.matchAll(pieces)) {
    const [piece, name] = match;
    const problem = (code: string, message: string, hint: string): Expanded => ({
      ok: false,
      problem: { code: `sigma.placeholder.${code}`, message, hint, at: match.index, length: piece.length },
    });
    if (name === undefined) {
      const literal = piece === String.raw`\%` ? '%' : piece;
      drafts = drafts.map((draft) => append(draft, literal, parsePattern(literal)));
      continue;
    }
    const values = Object.hasOwn(placeholders, name) ? placeholders[name] : undefined;
    if (values === undefined) {
      const hint = 'give its values, or write them into the rule';
      return problem('unresolved', `nothing fills in the placeholder "${name}"`, hint);
    }
    if (drafts.length * values.length > maxValues) {
      return problem(
        'too-many',
        `the text expands to more than ${maxValues} values`,
        'use fewer placeholders in one text',
      );
    }
    drafts = drafts.flatMap((draft) =>
      values.map((value) => append(draft, value, value === '' ? [] : [value])),
    );
  }
  return { ok: true, values: drafts.map(({ pattern, raw }) => ({ kind: 'text', pattern, raw })) };
}

/**
 * A placeholder, an escaped percent sign, or a run of anything else; a lone `%` is one of the latter. Any name counts
 * that has no blanks at its ends: what was taken for text would match nothing, and nobody would be told.
 */
const pieces = /%(?!\s)([^%\\]+)(?<!\s)%|\\%|(?:\\[^%]|[^\\%]|\\$)+|[\\%]/gsu;

function append({ pattern, raw }: Draft, text: string, parts: Pattern): Draft {
  const last = pattern.at(-1);
  const [first, ...rest] = parts;
  const joined =
    typeof last === 'string' && typeof first === 'string'
      ? [...pattern.slice(0, -1), last + first, ...rest]
      : [...pattern, ...parts];
  return { pattern: joined, raw: raw + text };
}
