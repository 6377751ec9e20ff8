import { replaceScalar } from '../edit-scalar.ts';
import { keyOf } from '../lint-document.ts';
import { nearName } from '../near-name.ts';
import type { LintRule } from '../lint-rule.ts';

const keys = [
  'title',
  'id',
  'name',
  'related',
  'taxonomy',
  'status',
  'description',
  'license',
  'author',
  'references',
  'date',
  'modified',
  'logsource',
  'detection',
  'fields',
  'falsepositives',
  'level',
  'tags',
  'scope',
  'correlation',
  'filter',
  'action',
  'generate',
];

/** Keys that don't change what is matched, and whose value refuses no rule. */
function isDescription(name: string): boolean {
  return ![
    'level',
    'logsource',
    'detection',
    'correlation',
    'filter',
    'action',
    'generate',
    'id',
    'name',
  ].includes(name);
}

/** Keys at the top that are probably meant to be ones of the specification; it allows others. */
export const keyUnknown: LintRule = {
  code: 'sigma.lint.key-unknown',
  severity: 'warning',
  scope: 'document',
  *check(document) {
    for (const { name, key } of document.root.entries) {
      const near = nearName(name, keys);
      if (near === undefined) continue;
      const fix =
        keyOf(document, near) === undefined && isDescription(near)
          ? replaceScalar(document.text, key, near)
          : undefined;
      yield {
        message: `"${name}" is no key of the specification`,
        at: key,
        hint: `did you mean "${near}"?`,
        fix,
      };
    }
  },
};
