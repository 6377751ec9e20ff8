import { describe, expect, test } from 'vitest';
import { compileRules, toEvent } from '../index.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { resolveLogSources } from './resolve-log-sources.ts';

const sysmon = { Channel: 'Microsoft-Windows-Sysmon/Operational' };

/** The resolved log sources as `product/category/service`. */
function resolved(event: Readonly<Record<string, unknown>>): readonly string[] | undefined {
  return resolveLogSources(toEvent(event))?.map(({ product, category, service }) =>
    [product, category, service].join('/'),
  );
}

describe('the log source of an event', () => {
  test.each<readonly [string, Readonly<Record<string, unknown>>, readonly string[] | undefined]>([
    ['Sysmon 1', { ...sysmon, EventID: 1 }, ['windows/process_creation/sysmon']],
    [
      'Sysmon 13',
      { ...sysmon, EventID: '13' },
      ['windows/registry_set/sysmon', 'windows/registry_event/sysmon'],
    ],
    [
      'Sysmon 12, deletion',
      { ...sysmon, EventID: 12, EventType: 'DeleteKey' },
      ['windows/registry_delete/sysmon', 'windows/registry_event/sysmon'],
    ],
    ['Sysmon, unknown id', { ...sysmon, EventID: 999 }, ['windows//sysmon']],
    [
      'forwarded Sysmon',
      { Channel: 'ForwardedEvents', Provider_Name: 'Microsoft-Windows-Sysmon', EventID: 7 },
      ['windows/image_load/sysmon'],
    ],
    [
      'only a source name',
      { SourceName: 'Microsoft-Windows-Sysmon', EventID: 3 },
      ['windows/network_connection/sysmon'],
    ],
    ['Security', { Channel: 'Security', EventID: 4624 }, ['windows//security']],
    [
      'process audit that does not say what was started',
      { Channel: 'Security', EventID: 4688, CommandLine: 'x' },
      ['windows//security'],
    ],
    [
      'process audit with Sysmon names',
      { Channel: 'Security', EventID: 4688, Image: 'x' },
      ['windows/process_creation/security'],
    ],
    [
      'script block',
      { Channel: 'Microsoft-Windows-PowerShell/Operational', EventID: 4104 },
      ['windows/ps_script/powershell'],
    ],
    [
      'classic PowerShell',
      { Channel: 'Windows PowerShell', EventID: 400 },
      ['windows/ps_classic_start/powershell-classic'],
    ],
    ['a channel that no rule knows', { Channel: 'Vendor/Log', EventID: 1 }, ['windows//vendor/log']],
    [
      'Sysmon for Linux',
      { Channel: 'Linux-Sysmon/Operational', EventID: 1 },
      ['linux/process_creation/sysmon'],
    ],
    ['auditd', { type: 'EXECVE', a0: 'ls' }, ['linux//auditd']],
    ['Auditbeat', { event: { module: 'auditd' } }, ['linux//auditd']],
    ['a type that is no audit record', { type: 'PATH' }, undefined],
    ['CloudTrail', { eventSource: 's3.amazonaws.com', eventName: 'GetObject' }, ['aws//cloudtrail']],
    [
      'fields that say it',
      { product: 'AWS', service: 'CloudTrail', ...sysmon, EventID: 1 },
      ['aws//cloudtrail'],
    ],
    [
      'a product alone, refined',
      { product: 'windows', ...sysmon, EventID: 1 },
      ['windows/process_creation/sysmon'],
    ],
    ['a product alone', { product: 'zeek' }, ['zeek//']],
    ['a category that Sigma knows', { category: 'proxy' }, ['/proxy/']],
    ['a category of something else', { category: 'Administrative' }, undefined],
    ['nothing known', { message: 'hello' }, undefined],
  ])('%s', (_, event, expected) => {
    expect(resolved(event)).toEqual(expected);
  });

  test('is the identical list for events of one kind', () => {
    const [first, second] = [1, 2].map((n) => resolveLogSources(toEvent({ ...sysmon, EventID: 1, n })));
    expect(first).toBe(second);
  });
});

describe('a rule is tried', () => {
  const isTried = (logSource: string, event: Readonly<Record<string, unknown>>, pipeline = {}): boolean => {
    const rule = parseValidRule(ruleWith('s:\n  n: 1\ncondition: s', logSource));
    return compileRules([rule]).match(toEvent({ ...event, n: 1 }), pipeline).rules.length === 1;
  };
  const event = { ...sysmon, EventID: 1 };

  test.each([
    ['product: windows', true],
    ['category: process_creation', true],
    ['product: Windows\n  category: process_creation', true],
    ['product: windows\n  service: sysmon', true],
    ['product: windows\n  category: registry_set', false],
    ['product: linux\n  category: process_creation', false],
    ['product: windows\n  service: security', false],
  ])('on an event whose log source has each part that it names: %j %j', (logSource, expected) => {
    expect(isTried(logSource, event)).toBe(expected);
  });

  test('on an event that tells nothing, and on every event if log sources are ignored', () => {
    expect(isTried('product: linux', { message: 'hello' })).toBe(true);
    expect(isTried('product: linux', event, { ignoreLogSource: true })).toBe(true);
  });

  test("where the pipeline's log source says so", () => {
    const linux = { logSource: { product: 'Linux', service: 'auditd' } };
    expect(isTried('product: linux\n  service: auditd', event, linux)).toBe(true);
    expect(isTried('product: windows\n  service: sysmon', event, linux)).toBe(false);
    expect(
      isTried('product: windows\n  category: process_creation', event, { logSource: { product: 'windows' } }),
    ).toBe(true);
    expect(
      isTried('product: windows\n  category: registry_set', event, { logSource: { product: 'windows' } }),
    ).toBe(false);
  });
});
