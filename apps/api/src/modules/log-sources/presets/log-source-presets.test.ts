import { compileScript, parseScript } from '@sluice/logparse';
import { compileRules, parseRule, toEvent } from '@sluice/sigma';
import { createFieldMapper } from '@sluice/sigma/mapping';
import { describe, expect, it } from 'vitest';
import type { LogSourcePreset } from './log-source-preset.ts';
import { logSourcePresets } from './log-source-presets.ts';

/** For each preset a rule, as they are for such a log: its log source, and its detection. */
const RULES: Readonly<Record<string, readonly [logSource: string, detection: string]>> = {
  'windows-winlogbeat': [
    '{product: windows, category: process_creation}',
    "{s: {Image|endswith: '\\whoami.exe', CommandLine|contains: ' /all', ParentImage|endswith: '\\cmd.exe'}, condition: s}",
  ],
  'windows-nxlog': [
    '{product: windows, service: security}',
    "{s: {EventID: 4720, TargetUserName|endswith: '$', Computer|endswith: .example.org}, condition: s}",
  ],
  'windows-evtx-dump': [
    '{product: windows, service: security}',
    '{s: {EventID: 1102, Provider_Name: Microsoft-Windows-Security-Auditing}, condition: s}',
  ],
  'windows-text': [
    '{product: windows, service: security}',
    '{s: {EventID: 4625, LogonType: 3, TargetUserName: administrator, IpAddress: 192.0.2.7}, condition: s}',
  ],
  'linux-sysmon': [
    '{product: linux, category: process_creation}',
    "{s: {Image|endswith: ['/nc', '/nc.traditional'], CommandLine|contains: ' -e '}, condition: s}",
  ],
  'linux-auditd': [
    '{product: linux, service: auditd}',
    '{s: {type: EXECVE, a0: wget, a2|startswith: http}, condition: s}',
  ],
  'linux-auditd-elastic': [
    '{product: linux, service: auditd}',
    '{s: {type: EXECVE, a0: base64, a1: -d}, condition: s}',
  ],
  'linux-syslog': [
    '{product: linux, service: sshd}',
    "{k: ['bad string'], s: {program: sshd}, condition: k and s}",
  ],
  'linux-journald': [
    '{product: linux, service: sudo}',
    "{k: ['USER=#-*', 'USER=#*4294967295'], condition: k}",
  ],
  'zeek-json': [
    '{product: zeek, service: smb_files}',
    "{s: {path|contains: SYSVOL, name|endswith: '\\Groups.xml'}, condition: s}",
  ],
  'web-access-log': [
    '{category: webserver}',
    '{s: {cs-method: GET, cs-uri-query|contains: ../../../, sc-status: 200, cs-user-agent|startswith: curl}, condition: s}',
  ],
  'web-iis': [
    '{category: webserver}',
    '{s: {cs-method: POST, cs-uri-stem|endswith: .aspx, cs-user-agent|contains: python}, condition: s}',
  ],
  'aws-cloudtrail': [
    '{product: aws, service: cloudtrail}',
    '{s: {eventSource: cloudtrail.amazonaws.com, eventName: [StopLogging, DeleteTrail]}, condition: s}',
  ],
  entra: ['{product: azure, service: signinlogs}', '{s: {ResultType: 50057}, condition: s}'],
  'gcp-audit': [
    '{product: gcp, service: gcp.audit}',
    '{s: {gcp.audit.method_name: storage.buckets.delete}, condition: s}',
  ],
  'm365-audit': ['{product: m365, service: exchange}', '{s: {Operation: New-InboxRule}, condition: s}'],
  okta: ['{product: okta, service: okta}', '{s: {eventType: system.api_token.create}, condition: s}'],
  'github-audit': [
    '{product: github, service: audit}',
    '{s: {action: protected_branch.policy_override}, condition: s}',
  ],
  'kubernetes-audit': [
    '{product: kubernetes, category: application, service: audit}',
    '{s: {verb: create, objectRef.resource: pods, objectRef.subresource: exec}, condition: s}',
  ],
  ecs: [
    '{product: windows, category: process_creation}',
    "{s: {Image|endswith: '\\certutil.exe', CommandLine|contains: urlcache}, condition: s}",
  ],
  ocsf: [
    '{product: windows, category: process_creation}',
    "{s: {Image|endswith: '\\whoami.exe', CommandLine|contains: /all}, condition: s}",
  ],
  'json-in-message': [
    '{product: windows, category: ps_script}',
    '{s: {ScriptBlockText|contains: DownloadString}, condition: s}',
  ],
};

function matches({ script, mapping, example }: Omit<LogSourcePreset, 'id'>, rule: string): boolean {
  const parsed = parseScript(script);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  const ran = compileScript(parsed.value)(example);
  if (!ran.ok) throw new Error(ran.message);
  const read = parseRule(rule);
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const event = createFieldMapper(mapping)(toEvent(ran.event));
  return compileRules([read.value]).match(event).rules.length > 0;
}

const ruleOf = (id: string, logSource?: string): string => {
  const [its = '', detection = ''] = RULES[id] ?? [];
  return `title: T\nid: 6f0a6a0e-5d1f-4c0b-9d3e-1a2b3c4d5e6f\nlogsource: ${logSource ?? its}\ndetection: ${detection}\n`;
};

describe('the example of a preset meets a rule that is for such a log', () => {
  it.each(logSourcePresets.map((preset) => [preset.id, preset] as const))('%s', (id, preset) => {
    expect(matches(preset, ruleOf(id))).toBe(true);
    // Its log source was told, not merely unknown.
    expect(matches(preset, ruleOf(id, '{product: none-such, service: other}'))).toBe(false);
  });

  it('only by its script and mapping, where it has any', () => {
    for (const preset of logSourcePresets) {
      const hasAny = preset.script !== '' || Object.keys(preset.mapping).length > 0;
      expect([preset.id, matches({ ...preset, script: '', mapping: {} }, ruleOf(preset.id))]).toEqual([
        preset.id,
        !hasAny,
      ]);
    }
  });
});

it('ids and names are unique, and each preset has its rule here', () => {
  const ids = logSourcePresets.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(logSourcePresets.map(({ name }) => name)).size).toBe(ids.length);
  expect(Object.keys(RULES).sort()).toEqual(ids.toSorted());
});
