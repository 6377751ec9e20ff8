import { describe, expect, it } from 'vitest';
import { ruleText } from '../../testing/operations.ts';
import { foreignFormat } from './foreign-format.ts';
import { parseFiles } from './parse-files.ts';

const SENTINEL = `id: 1b1a8d7f-5f4c-4f06-9d9f-0f7c52e7f3c1
name: Sign-in without a second factor
severity: Low
queryFrequency: 1d
queryPeriod: 14d
tactics:
  - InitialAccess
query: |
  let start = 14d;
  SignIns
  | where When >= ago(start)
  | summarize count() by User, bin(When, 1h)
  | join kind=inner (Users) on User
`;

const SPLUNK = `name: Firewall was turned off
id: 1b1a8d7f-5f4c-4f06-9d9f-0f7c52e7f3c2
type: TTP
search: '\`hypervisor_logs\` Message="*firewall*"
  | rex field=_raw "(?<dest>\\S+)" | stats count by dest
  | \`readable_time(firstTime)\`'
how_to_implement: Take in the logs.
tags:
  asset_type: Infrastructure
`;

function elastic(language: string, type: string): string {
  return `[metadata]\nmaturity = "production"\n\n[rule]\nname = "Archive"\nlanguage = "${language}"\ntype = "${type}"\n`;
}

describe('what others publish is named for what it is', () => {
  it.each([
    ['a.yaml', SENTINEL, 'foreign.kql', 'over the last 14d by where, summarize, join,'],
    [
      'a.yml',
      SPLUNK,
      'foreign.spl',
      'by rex, stats through the macros hypervisor_logs, readable_time, which',
    ],
    ['a.toml', elastic('kuery', 'query'), 'foreign.kuery', "the type query and no Sigma: it is in Kibana's"],
    ['a.TOML', elastic('eql', 'eql'), 'foreign.eql', 'in EQL'],
    ['a.toml', elastic('esql', 'esql'), 'foreign.esql', 'in ES|QL'],
    ['a.toml', elastic('lucene', 'threshold'), 'foreign.lucene', 'the type threshold'],
    ['a.toml', elastic('', 'machine_learning'), 'foreign.machine-learning', 'machine learning decides'],
    ['a.toml', elastic('other', 'new_terms'), 'foreign.toml', 'the type new_terms'],
    ['a.toml', 'name = "x"', 'foreign.toml', 'the file is TOML'],
  ])('%s', async (path, text, code, part) => {
    const message = expect.stringContaining(part) as never;
    expect(foreignFormat(path, text)).toMatchObject({ code, message });
    const { refused } = await parseFiles([{ ok: true, path, text }]);
    expect(refused).toMatchObject([{ path, diagnostics: [{ code }] }]);
    expect(refused[0]?.diagnostics).toHaveLength(1);
  });
});

it.each([
  ['a.yml', ruleText('a', 'A')],
  // Sigma with a slip is Sigma, whatever else stands in it.
  ['a.yml', `${SENTINEL}detection: {}\n`],
  ['a.yml', `${SPLUNK}logsource: {}\n`],
  ['a.yml', 'query: x\n'],
  ['a.yml', ''],
])('%s with %j is none of them', (path, text) => {
  expect(foreignFormat(path, text)).toBeUndefined();
});

it('hostile text ends soon, and its message is short', () => {
  const start = performance.now();
  const parts = ['| a', '`a', 'search:\n', ' ', '\t\n', "'", 'query: |\n', 'a_', '|\n'];
  for (const text of parts.map((part) => part.repeat(100_000)))
    for (const [path, head] of [
      ['a.toml', '[rule]\n'],
      ['a.yml', SENTINEL],
      ['a.yml', SPLUNK.slice(0, 100)],
      ['a.yml', `data_source: x\nsearch: ${text}`],
    ] as const)
      expect(foreignFormat(path, head + text)?.message.length ?? 0).toBeLessThan(600);
  expect(performance.now() - start).toBeLessThan(3_000);
});
