import { describe, expect, test } from 'vitest';
import { parseRule } from './rule/parse-rule.ts';
import { hasSharedData, readSigmaHqRules } from './testing/shared-data.ts';

describe.skipIf(!hasSharedData)("SigmaHQ's rules", () => {
  const files = hasSharedData ? readSigmaHqRules() : [];
  const results = files.map(({ path, text }) => ({ path, text, result: parseRule(text) }));

  test('are all there', () => {
    expect(files).toHaveLength(3754);
  });

  test('load, but for those with a placeholder that nobody fills in', () => {
    const refused = results.filter(({ result }) => !result.ok);
    expect(refused.map(({ path }) => path)).toEqual([
      'rules-emerging-threats/2026/Exploits/CVE-2026-54121/win_security_adcs_certighost_cdc_chase_request.yml',
      'rules-emerging-threats/2026/Exploits/CVE-2026-54121/win_security_adcs_certighost_cert_issued_via_chase.yml',
    ]);
    for (const { text, result } of refused) {
      const [diagnostic] = result.diagnostics;
      expect(diagnostic?.code).toBe('sigma.placeholder.unresolved');
      const line = text.split('\n')[(diagnostic?.span?.line ?? 0) - 1];
      expect(line?.slice((diagnostic?.span?.column ?? 0) - 1)).toMatch(/^%known_cdcs%/);
    }
  });

  test('load all, with the placeholders filled in', () => {
    const placeholders = { known_cdcs: ['DC1$', '10.0.0.1'] };
    const refused = files.filter(({ text }) => !parseRule(text, { placeholders }).ok);
    expect(refused).toEqual([]);
  });

  test('have ids of their own, and cause no warning', () => {
    const ids = results.flatMap(({ result }) => (result.ok ? [result.value.metadata.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
    expect(results.flatMap(({ result }) => (result.ok ? result.diagnostics : []))).toEqual([]);
  });

  test('are read with their ATT&CK tags', () => {
    const all = results.flatMap(({ result }) => (result.ok ? [result.value.metadata] : []));
    expect(all.filter(({ techniques }) => techniques.length > 0).length).toBeGreaterThan(3000);
    expect(all.flatMap(({ techniques }) => techniques).every((id) => /^T\d{4}(\.\d{3})?$/.test(id))).toBe(
      true,
    );
    expect(new Set(all.flatMap(({ tactics }) => tactics)).size).toBeLessThan(30);
  });
});
