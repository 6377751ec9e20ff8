import { compileRules, parseRule } from '@sluice/sigma';

const rule = parseRule(String.raw`
title: Shadow copies are deleted
id: 6f1c3b0e-52d1-4f0f-9a55-0d6f7a3c1b21
logsource: { product: windows, category: process_creation }
detection:
  selection: { Image|endswith: \vssadmin.exe, CommandLine|contains|all: [delete, shadows] }
  condition: selection`);
const ruleSet = compileRules(rule.ok ? [rule.value] : []);
const record = String.raw`{"product":"windows","category":"process_creation",
  "Image":"C:\\Windows\\vssadmin.exe","CommandLine":"vssadmin Delete Shadows /all"}`;
const answer = ruleSet.matchBytes(new TextEncoder().encode(record));
console.log(answer.ok ? answer.rules.map(({ metadata }) => metadata.title) : answer.message);
