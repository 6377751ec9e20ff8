import { parseCondition } from '../condition/parse-condition.ts';
import type { YamlScalar } from '../yaml/yaml-node.ts';
import { toRuleExpression } from './rule-expression.ts';
import type { RuleExpression } from './rule-expression.ts';
import type { Section } from './section.ts';

/** Reads a condition over rule names with `and`, `or`, `not` and brackets. Quantifiers are refused. */
export function readRuleExpression(
  scalar: YamlScalar,
  { document, report }: Section,
): RuleExpression | undefined {
  const parsed = parseCondition(String(scalar.value));
  if (!parsed.ok) {
    const { code, message, at, length } = parsed.problem;
    report.error(code, message, { span: document.spanWithin(scalar, at, at + length) });
    return undefined;
  }
  const expression = toRuleExpression(parsed.condition);
  if (expression === undefined) {
    report.error('sigma.correlation.condition-quantifier', '"of" has no meaning in a correlation', {
      span: document.spanOf(scalar),
      hint: 'name the rules, or give a bound on their number, such as "gte: 2"',
    });
  }
  return expression;
}
