import { describe, expect, test } from 'vitest';
import { compileRules } from '../engine/rule-set.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { toEvent } from './event.ts';
import { readField } from './read-field.ts';
import type { Layer } from './sigma-event.ts';

const fieldOf = (event: Layer, field: string): readonly string[] | undefined => {
  const { isPresent, texts } = readField(toEvent(event), field);
  return isPresent ? texts : undefined;
};

/** The event with its objects' keys joined by dots, lists as they are. */
function dotted(event: Layer, prefix = ''): Record<string, unknown> {
  const flat: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(event)) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      Object.assign(flat, dotted(value as Layer, `${prefix}${key}.`));
    else flat[prefix + key] = value;
  }
  return flat;
}

const ecsProcess = {
  ecs: { version: '8.11.0' },
  event: { category: ['process'], type: ['start'] },
  host: { os: { type: 'windows' } },
  user: { name: 'SYSTEM', domain: 'NT AUTHORITY' },
  process: {
    executable: 'C:\\Windows\\System32\\cmd.exe',
    command_line: 'cmd /c whoami',
    working_directory: 'C:\\',
    parent: { executable: 'C:\\Windows\\explorer.exe', args: ['explorer.exe', '/n'] },
    pe: { original_file_name: 'Cmd.Exe', imphash: 'f00' },
    hash: { md5: 'aa', sha256: 'bb' },
  },
};

describe('an event of the Elastic Common Schema, nested or dotted, has', () => {
  test.each<readonly [string, readonly string[] | undefined]>([
    ['Image', ['C:\\Windows\\System32\\cmd.exe']],
    ['CommandLine', ['cmd /c whoami']],
    ['CurrentDirectory', ['C:\\']],
    ['ParentImage', ['C:\\Windows\\explorer.exe']],
    ['ParentCommandLine', ['explorer.exe /n']],
    ['OriginalFileName', ['Cmd.Exe']],
    ['User', ['NT AUTHORITY\\SYSTEM']],
    ['Hashes', ['MD5=aa,SHA256=bb,IMPHASH=f00']],
    ['TargetFilename', undefined],
    ['process.executable', ['C:\\Windows\\System32\\cmd.exe']],
  ])('%s', (field, expected) => {
    expect(fieldOf(ecsProcess, field)).toEqual(expected);
    expect(fieldOf(dotted(ecsProcess), field)).toEqual(expected);
  });
});

describe('the first place that has a value counts', () => {
  const ecs = { ecs: { version: '8' } };
  test.each<readonly [string, Layer, string, string]>([
    ['url.original before url.full', { url: { original: '/a', full: 'http://h/a' } }, 'c-uri', '/a'],
    ['url.full without it', { url: { full: 'http://h/a' } }, 'c-uri', 'http://h/a'],
    ['a place that is null has none', { url: { original: null, full: 'f' } }, 'c-uri', 'f'],
    ['the library before the file', { dll: { path: 'd' }, file: { path: 'f' } }, 'ImageLoaded', 'd'],
    [
      'the command line before its words',
      { process: { command_line: 'a b', args: ['c'] } },
      'CommandLine',
      'a b',
    ],
    ['words where there is no line', { process: { args: ['a', 'b'] } }, 'CommandLine', 'a b'],
  ])('%s', (_, event, field, expected) => {
    expect(fieldOf({ ...ecs, ...event }, field)).toEqual([expected]);
  });
});

describe('a schema maps', () => {
  test.each<readonly [string, Layer, string, string | undefined]>([
    [
      'ECS registry data of numbers',
      {
        ecs: {},
        registry: { path: 'HKLM\\SOFTWARE\\X', data: { type: 'REG_DWORD', strings: ['10'] } },
      },
      'Details',
      'DWORD (0x0000000a)',
    ],
    ['ECS outbound', { ecs: {}, network: { direction: 'egress' } }, 'Initiated', 'true'],
    ['ECS inbound', { ecs: {}, network: { direction: 'ingress' } }, 'Initiated', 'false'],
    ['ECS of an unknown direction', { ecs: {}, network: { direction: 'internal' } }, 'Initiated', undefined],
    [
      'CloudTrail by Filebeat',
      { event: { dataset: 'aws.cloudtrail', action: 'CreateUser' } },
      'eventName',
      'CreateUser',
    ],
    [
      'Microsoft 365 by Filebeat',
      { event: { dataset: 'o365.audit' }, o365: { audit: { Operation: 'New-InboxRule' } } },
      'Operation',
      'New-InboxRule',
    ],
    [
      'Auditbeat',
      { event: { module: 'auditd' }, auditd: { message_type: 'execve', data: { a0: 'nc' } } },
      'a0',
      'nc',
    ],
    [
      'Zeek by Filebeat',
      { event: { dataset: 'zeek.dns' }, zeek: { dns: { query: 'example.org' } } },
      'query',
      'example.org',
    ],
    [
      'OCSF, the started process',
      {
        class_uid: 1007,
        process: { file: { path: 'C:\\b.exe' }, cmd_line: 'b' },
        actor: { process: { file: { path: 'C:\\a.exe' } } },
      },
      'Image',
      'C:\\b.exe',
    ],
    [
      'OCSF, its parent',
      { class_uid: 1007, process: { cmd_line: 'b' }, actor: { process: { file: { path: 'C:\\a.exe' } } } },
      'ParentImage',
      'C:\\a.exe',
    ],
    [
      'OCSF, the process that writes a file',
      { class_uid: 1001, file: { path: 'f' }, actor: { process: { file: { path: 'C:\\a.exe' } } } },
      'Image',
      'C:\\a.exe',
    ],
    [
      'OCSF hashes',
      {
        class_uid: 1007,
        process: {
          file: {
            hashes: [
              { algorithm: 'SHA-256', value: 'BB' },
              { algorithm: 'MD5', value: 'AA' },
            ],
          },
        },
      },
      'Hashes',
      'SHA256=BB,MD5=AA',
    ],
    [
      'OCSF registry values',
      { class_uid: 201002, reg_value: { path: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Run', name: 'x' } },
      'TargetObject',
      'HKLM\\SOFTWARE\\Run\\x',
    ],
    ['an Entra record', { tenantId: 't', properties: { riskEventType: 'r' } }, 'riskEventType', 'r'],
    [
      'a Google Cloud record',
      { protoPayload: { methodName: 'v1.compute.insert' } },
      'gcp.audit.method_name',
      'v1.compute.insert',
    ],
    [
      'a published one',
      { data: { protoPayload: { metadata: { event: [{ eventName: 'suspicious_login' }] } } } },
      'protoPayload.metadata.event.eventName',
      'suspicious_login',
    ],
  ])('%s', (_, event, field, expected) => {
    expect(fieldOf(event, field)).toEqual(expected === undefined ? undefined : [expected]);
  });
});

describe('an audit event of Windows has the fields of Sysmon', () => {
  const audit = {
    Channel: 'Security',
    EventID: 4688,
    NewProcessName: 'C:\\a.exe',
    MandatoryLabel: 'S-1-16-16384',
  };
  const registry = {
    Channel: 'Security',
    EventID: 4657,
    EventType: 'AUDIT_SUCCESS',
    ObjectName: '\\REGISTRY\\MACHINE\\SOFTWARE\\Run',
    ObjectValueName: 'x',
    OperationType: '%%1904',
    NewValueType: '%%1876',
    NewValue: '1',
    ProcessName: 'C:\\Windows\\regedit.exe',
  };
  test.each<readonly [string, Layer, string, string]>([
    ['the program', audit, 'Image', 'C:\\a.exe'],
    ['its own name first', { ...audit, Image: 'C:\\b.exe' }, 'Image', 'C:\\b.exe'],
    ['the integrity', audit, 'IntegrityLevel', 'S-1-16-16384'],
    ['the registry value', registry, 'TargetObject', 'HKLM\\SOFTWARE\\Run\\x'],
    ['its data', registry, 'Details', 'DWORD (0x00000001)'],
    ['what was done, whatever the collector calls the event', registry, 'EventType', 'SetValue'],
    ['the program that did it', registry, 'Image', 'C:\\Windows\\regedit.exe'],
    ['a header under the name of IIS', { 'cs(User-Agent)': 'curl' }, 'cs-user-agent', 'curl'],
  ])('%s', (_, event, field, expected) => {
    expect(fieldOf(event, field)).toEqual([expected]);
  });
});

describe('both doors see the same fields', () => {
  const rule = (logSource: string, test: string): ReturnType<typeof parseValidRule> =>
    parseValidRule(ruleWith(`s:\n  ${test}\ncondition: s`, logSource));
  const process = rule('category: process_creation\n  product: windows', "Image|endswith: '\\cmd.exe'");
  const data = { NewProcessName: 'C:\\Windows\\System32\\cmd.exe' };
  const system = { Channel: 'Security', EventID: 4688 };

  test.each<readonly [string, Layer]>([
    ['a flat audit event', { ...system, ...data }],
    ['one by evtx_dump', { Event: { System: system, EventData: data } }],
    ['one by Winlogbeat', { winlog: { channel: 'Security', event_id: 4688, event_data: data } }],
    ['one by Sentinel', { ...system, EventData: JSON.stringify(data) }],
    ['one with spaces', { ...system, 'New Process Name': data.NewProcessName }],
    ['ECS', ecsProcess],
    ['dotted ECS', dotted(ecsProcess)],
    ['ECS with single categories', { ...ecsProcess, event: { category: 'process', type: 'start' } }],
    [
      'ECS of Windows logs, without a category',
      { ...ecsProcess, event: {}, Channel: 'Microsoft-Windows-Sysmon/Operational', EventID: 1 },
    ],
    [
      'Winlogbeat that moved the fields to ECS',
      { winlog: { channel: 'Microsoft-Windows-Sysmon/Operational', event_id: '1' }, ...ecsProcess },
    ],
    [
      'OCSF',
      {
        class_uid: 1007,
        activity_id: 1,
        device: { os: { type_id: 100 } },
        process: { file: { path: 'C:\\Windows\\System32\\cmd.exe' } },
      },
    ],
  ])('%s matches a rule for Sysmon', (_, event) => {
    const rules = compileRules([process]);
    const bytes = new TextEncoder().encode(JSON.stringify(event));
    for (const result of [rules.match(toEvent(event)), rules.matchBytes(bytes), rules.matchBytes(bytes)])
      expect(result).toMatchObject({ rules: [process], isLogSourceResolved: true });
  });

  test('an audit event keeps to its own names where log sources are ignored', () => {
    const rules = compileRules([process]);
    const event = { ...system, ...data };
    const all = { ignoreLogSource: true };
    expect(rules.match(toEvent(event), all).rules).toEqual([]);
    expect(rules.matchBytes(new TextEncoder().encode(JSON.stringify(event)), all)).toMatchObject({
      rules: [],
    });
  });
});

describe('hostile values are mapped to nothing worse than text', () => {
  test.each<readonly [string, Layer, string, readonly string[] | undefined]>([
    ['an account of objects', { ecs: {}, user: { name: {}, domain: [] } }, 'User', undefined],
    [
      'a number of a million digits',
      { ecs: {}, registry: { data: { type: 'REG_DWORD', strings: ['9'.repeat(1_000_000)] } } },
      'Details',
      ['9'.repeat(1_000_000)],
    ],
    ['a path through scalars', { ecs: {}, process: 'x' }, 'Image', undefined],
    [
      'a prototype by name',
      JSON.parse('{"ecs":{},"process":{"__proto__":{"executable":"x"}}}') as Layer,
      'Image',
      undefined,
    ],
    ['a data set named like a method', { event: { dataset: 'constructor' } }, 'Image', undefined],
    ['a class named like a method', { class_uid: 'toString', process: {} }, 'Image', undefined],
  ])('%s', (_, event, field, expected) => {
    expect(fieldOf(event, field)).toEqual(expected);
  });
});
