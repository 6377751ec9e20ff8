import { parseRule } from '../rule/parse-rule.ts';
import type { SigmaRule } from '../rule/rule.ts';

/** Parses a rule that the test takes for valid. */
export function parseValidRule(text: string): SigmaRule {
  const result = parseRule(text);
  if (!result.ok) throw new Error(`the test's rule is refused: ${JSON.stringify(result.diagnostics)}`);
  return result.value;
}

/** A rule around a detection; each line of `detection` is indented as it must be. */
export function ruleWith(detection: string, logSource = 'product: windows'): string {
  const indented = detection
    .trim()
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
  return [
    'title: Test',
    'id: 5a0f6a3e-9f0c-4f0e-8a64-0d7c3f1f6b11',
    'logsource:',
    `  ${logSource}`,
    'detection:',
    indented,
    'level: low',
  ].join('\n');
}
