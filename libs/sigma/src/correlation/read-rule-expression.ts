import { parseCondition } from '../condition/parse-condition.ts';
import type { DocumentReport } from '../document-report.ts';
import type { YamlScalar } from '../yaml/yaml-node.ts';
import { toRuleExpression } from './rule-expression.ts';
import type { RuleExpression } from './rule-expression.ts';

/** Reads a condition over rule names with `and`, `or`, `not` and brackets. Quantifiers are refused. */
export function readRuleExpression(scalar: YamlScalar, report: DocumentReport): RuleExpression | undefined {
  const parsed = parseCondition(String(scalar.value));
  if (!parsed.ok) {
    const { code, message, at, length } = parsed.problem;
    report.error(code, message, report.document.spanWithin(scalar, at, at + length));
    return undefined;
  }
  const expression = toRuleExpression(parsed.condition);
  if (expression === undefined) {
    const hint = 'name the rules, or give a bound on their number, such as "gte: 2"';
    const message = '"of" has no meaning in a correlation';
    report.error('sigma.correlation.condition-quantifier', message, scalar, hint);
  }
  return expression;
}
