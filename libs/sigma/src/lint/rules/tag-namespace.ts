import { textsOf } from '../lint-document.ts';
import { nearName } from '../near-name.ts';
import type { LintRule } from '../lint-rule.ts';

const namespaces = ['attack', 'car', 'cve', 'd3fend', 'detection', 'stp', 'tlp'];

/** Namespaces of tags that the specification knows (appendix "Tags"). */
export const tagNamespace: LintRule = {
  code: 'sigma.lint.tag-namespace',
  severity: 'info',
  scope: 'document',
  *check(document) {
    for (const { text, at } of textsOf(document, 'tags')) {
      const namespace = text.split('.', 1)[0] ?? '';
      if (!text.includes('.') || namespaces.includes(namespace.toLowerCase())) continue;
      const near = nearName(namespace, namespaces);
      const hint =
        near === undefined ? `the specification knows ${namespaces.join(', ')}` : `did you mean "${near}"?`;
      yield { message: `the namespace "${namespace}" is not of the specification`, at, hint };
    }
  },
};
