import { createBoundedCache } from './bounded-cache.ts';
import { intern } from './intern.ts';

/** The tags of a rule, in lower case, and what they say of MITRE ATT&CK. */
export interface RuleTags {
  readonly tags: readonly string[];
  /** Such as `T1059.001`. */
  readonly techniques: readonly string[];
  /** Such as `defense-evasion`. */
  readonly tactics: readonly string[];
}

/** Many rules have the same tags. */
const known = createBoundedCache<RuleTags>(10_000, 400);

/** Reads tags; equal lists give the same object. Groups and software of ATT&CK are neither technique nor tactic. */
export function readTags(written: readonly string[]): RuleTags {
  return known(written.join('\n'), () => {
    const tags = written.map((tag) => intern(tag.toLowerCase()));
    return {
      tags,
      techniques: attackTags(tags, /^t\d{4}(?:\.\d{3})?$/).map((id) => id.toUpperCase()),
      tactics: attackTags(tags, /^(?![tgs]\d)/).map((tactic) => tactic.replaceAll('_', '-')),
    };
  });
}

function attackTags(tags: readonly string[], shape: RegExp): readonly string[] {
  const names = tags.filter((tag) => tag.startsWith('attack.')).map((tag) => tag.slice('attack.'.length));
  return [...new Set(names.filter((name) => shape.test(name)))];
}
