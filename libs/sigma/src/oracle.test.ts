import { describe, expect, test } from 'vitest';
import { compileRules, parseEvent } from './index.ts';
import type { SigmaRule } from './index.ts';
import { parseRule } from './rule/parse-rule.ts';
import { hasSharedData, readSharedLines, readSigmaHqRules } from './testing/shared-data.ts';

/** Lines compared here; the whole files are compared by `sluice match`, as docs/sigma-semantics.md tells. */
const maxLines = 3000;

describe.skipIf(!hasSharedData)('another engine, with every rule tried on every event', () => {
  const rules = hasSharedData
    ? readSigmaHqRules().flatMap(({ text }): SigmaRule[] => {
        const result = parseRule(text);
        return result.ok ? [result.value] : [];
      })
    : [];
  const ruleSet = compileRules(rules);

  test.each(['aws-s3-exfiltration', 'windows-ad-playbook', 'windows-lsass-dump'])(
    'agrees on %s line by line',
    (name) => {
      const lines = readSharedLines(`events/${name}.ndjson.gz`).slice(0, maxLines);
      const answers = lines.map((line, index) => {
        const parsed = parseEvent(line);
        const matched = parsed.ok ? ruleSet.match(parsed.event, { ignoreLogSource: true }).rules : [];
        return `${index + 1}\t${matched
          .map(({ metadata }) => metadata.id)
          .sort()
          .join(',')}`;
      });
      expect(answers).toEqual(readSharedLines(`oracle/${name}.rules.tsv.gz`).slice(0, maxLines));
    },
  );
});
