import { describe, expect, test } from 'vitest';
import { parseEvent } from '../event/parse-event.ts';
import { resolveLogSources } from '../log-source/resolve-log-sources.ts';
import { findDisagreement } from '../testing/agreement.ts';
import { engineOf } from '../testing/engine-of.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { unusual } from './engine.ts';
import type { Resolved } from './engine.ts';

const items = [
  ...['CommandLine: a', 'CommandLine: b', 'Image: a', 'User: A\\\\a', 'User: a', 'Hashes: MD5=a,SHA256=b'],
  ...[
    'ImageLoaded: a',
    'ImageLoaded: b',
    'OriginalFileName: a',
    'TargetObject: HKLM\\a',
    'Details: a b',
    'QueryResults: a',
  ],
  ...['eventType: a', 'requestParameters.a: a', 'ProcessId: 12', 'CommandLine: null'],
];
const rules = items.map((item) => parseValidRule(ruleWith(`s:\n  ${item}\ncondition: s`)));

/** The items that hold, by the bytes alone; what stands there in their place where the bytes are not enough. */
function holding(text: string): readonly string[] | 'read as an object' {
  expect(findDisagreement(rules, [new TextEncoder().encode(text)])).toBeUndefined();
  const engine = engineOf(rules);
  let resolved = 0;
  const resolve = (): Resolved | undefined => {
    resolved += 1;
    const parsed = parseEvent(text);
    if (!parsed.ok) return undefined;
    return { kind: engine.kindOf(resolveLogSources(parsed.event)), mapping: parsed.event.mapping };
  };
  const counts = [1, 2].map(() => engine.matchBytes(new TextEncoder().encode(text), 0, resolve));
  expect(counts[0]).toBe(counts[1]);
  const [count = unusual] = counts;
  if (count === unusual) return 'read as an object';
  // What an identity tells is asked for once.
  expect(resolved).toBe(1);
  return engine.matched(count, undefined).map((rule) => items[rules.indexOf(rule)] ?? '');
}

const ecs = '"ecs":{"version":"8.11.0"}';
const noCommand = 'CommandLine: null';

describe('events of schemas are matched by their bytes', () => {
  test.each<readonly [name: string, event: string, holding: readonly string[]]>([
    ['objects in objects', `{${ecs},"process":{"command_line":"a"}}`, ['CommandLine: a']],
    ['names with dots', '{"ecs.version":"1","process.command_line":"a"}', ['CommandLine: a']],
    [
      'a name as a whole comes before its path',
      `{${ecs},"process":{"command_line":"a"},"process.command_line":"b"}`,
      ['CommandLine: b'],
    ],
    ['an event without a mark is of no schema', '{"process":{"command_line":"a"}}', [noCommand]],
    ['nor is one with a mark below', '{"x":{"ecs":1},"process":{"command_line":"a"}}', [noCommand]],
    [
      'categories in lists tell the log source',
      `{${ecs},"event":{"category":["process"],"type":["start","info"]},"process":{"command_line":"a"}}`,
      ['CommandLine: a'],
    ],
    [
      'what Winlogbeat lifts comes first',
      `{"winlog":{"event_data":{"CommandLine":"a"}},${ecs},"process":{"command_line":"b"}}`,
      ['CommandLine: a'],
    ],
    [
      'the event’s own name comes last',
      `{"CommandLine":"b","process":{"command_line":"a"},${ecs}}`,
      ['CommandLine: a'],
    ],
    [
      'the first place counts, wherever it stands',
      `{${ecs},"file":{"path":"b"},"dll":{"path":"a"}}`,
      [noCommand, 'ImageLoaded: a'],
    ],
    [
      'a field of several others',
      `{${ecs},"user":{"name":"a","domain":"A"},"process":{"hash":{"md5":"a","sha256":"b"}}}`,
      [noCommand, 'Hashes: MD5=a,SHA256=b', 'User: A\\\\a'],
    ],
    ['of which one is missing', `{${ecs},"user":{"name":"a"}}`, [noCommand, 'User: a']],
    ['and a list before it', `{${ecs},"x":[1,[2]],"user":{"name":"a"}}`, [noCommand, 'User: a']],
    [
      'parts do not matter where the field has a better place',
      `{"winlog":{"event_data":{"User":"a"}},${ecs},"user":{"name":{}}}`,
      [noCommand, 'User: a'],
    ],
    ['and all that matter', `{${ecs},"user":{"domain":"a"}}`, [noCommand]],
    [
      'words that make a command line, only where there is none',
      `{${ecs},"process":{"args":["a"]},"x":{"process":{"command_line":"b"}}}`,
      ['CommandLine: a'],
    ],
    [
      'a field in another form',
      `{${ecs},"registry":{"path":"\\\\REGISTRY\\\\MACHINE\\\\a","data":{"strings":["a","b"]}}}`,
      [noCommand, 'Details: a b', 'TargetObject: HKLM\\a'],
    ],
    [
      'a list of objects',
      `{${ecs},"dns":{"answers":[{"data":"b"},{"data":"a"}]}}`,
      [noCommand, 'QueryResults: a'],
    ],
    [
      'a data set that has names of its own',
      '{"event":{"dataset":"Okta.System"},"okta":{"event_type":"a"}}',
      [noCommand, 'eventType: a'],
    ],
    [
      'one that has none',
      '{"event":{"dataset":"x"},"okta":{"event_type":"a"},"process":{"pid":12}}',
      [noCommand, 'ProcessId: 12'],
    ],
    [
      'OCSF',
      '{"class_uid":1007,"activity_id":1,"process":{"cmd_line":"a","file":{"path":"a"}}}',
      ['CommandLine: a', 'Image: a'],
    ],
    [
      'the fingerprints of OCSF',
      '{"class_uid":1007,"process":{"file":{"hashes":[{"algorithm":"MD5","value":"a"},{"value":"b","algorithm":"SHA-256"}]}}}',
      [noCommand, 'Hashes: MD5=a,SHA256=b'],
    ],
    ['an unknown class of OCSF', '{"class_uid":1,"process":{"cmd_line":"a"}}', [noCommand]],
  ])('%s', (_, event, expected) => {
    const found = holding(event);
    expect(typeof found === 'string' ? found : [...found].sort()).toEqual([...expected].sort());
  });
});

describe('what the bytes do not tell is read as an object', () => {
  test.each([
    ['null gives way to the next place', `{${ecs},"process":{"command_line":null,"args":["a"]}}`],
    ['a name with spaces', `{${ecs},"process .command_line":"a"}`],
    ['a list where an object decides', '{"event":[{"dataset":"okta.system"}],"okta":{"event_type":"a"}}'],
    ['parts in a list of objects', `{${ecs},"user":[{"name":"a"}]}`],
    ['an object where a part is expected', `{${ecs},"user":{"name":{}}}`],
    [
      'fingerprints in lists of lists',
      '{"class_uid":1007,"process":{"file":{"hashes":[[{"algorithm":"MD5"}]]}}}',
    ],
    ['parts that are long', `{${ecs},"user":{"name":"${'x'.repeat(9000)}"}}`],
    [
      'a path below a field of another name',
      '{"event":{"dataset":"aws.cloudtrail"},"aws":{"cloudtrail":{"request_parameters":{"a":"a"}}}}',
    ],
    ['a data set whose objects are lifted', '{"event":{"dataset":"auditd.log"},"auditd":{"log":{"a":1}}}'],
    ['a schema of a cloud', '{"tenantId":1,"properties":{}}'],
  ])('%s', (_, event) => {
    expect(holding(event)).toBe('read as an object');
  });
});
