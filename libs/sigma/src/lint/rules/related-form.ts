import { replaceScalar } from '../edit-scalar.ts';
import { keyOf, textOf } from '../lint-document.ts';
import { nearName } from '../near-name.ts';
import { entryOf } from '../../yaml/yaml-node.ts';
import type { LintRule } from '../lint-rule.ts';

const types = ['derived', 'obsolete', 'merged', 'renamed', 'similar'];
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Related rules have an id and one of five types (rules specification, "Related"). */
export const relatedForm: LintRule = {
  code: 'sigma.lint.related-form',
  severity: 'warning',
  scope: 'document',
  *check(document) {
    const value = keyOf(document, 'related')?.value;
    if (value?.kind !== 'list') {
      if (value !== undefined)
        yield { message: '"related" is not a list', at: value, hint: 'put "- " before each id' };
      return;
    }
    const ownId = textOf(document, 'id')?.text.toLowerCase();
    for (const item of value.items) {
      const id = entryOf(item, 'id')?.value;
      const type = entryOf(item, 'type')?.value;
      if (id?.kind !== 'scalar' || type?.kind !== 'scalar') continue;
      const idText = String(id.value);
      const typeText = String(type.value);
      if (!uuid.test(idText)) yield { message: `the id "${idText}" is not a UUID`, at: id };
      else if (idText.toLowerCase() === ownId) yield { message: 'the rule is related to itself', at: id };
      if (types.includes(typeText)) continue;
      const near = nearName(typeText, types);
      const fix = near === undefined ? undefined : replaceScalar(document.text, type, near);
      yield {
        message: `there is no relation "${typeText}"`,
        at: type,
        hint: `use one of ${types.join(', ')}`,
        fix,
      };
    }
  },
};
