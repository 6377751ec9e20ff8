import { describe, expect, test } from 'vitest';
import type { YamlMap } from './base-rule.ts';
import { varyDetection } from './vary-detection.ts';

const shared = new Set(['powershell', 'windows', 'system32']);
const variant = {
  seed: 3,
  isShared: (token: string) => shared.has(token.toLowerCase()),
  keptShare: 0,
};

function vary(detection: YamlMap, keptShare = 0): YamlMap | undefined {
  return varyDetection(detection, { ...variant, keptShare });
}

describe('a variant of a detection', () => {
  test('keeps what many rules share and changes what is rare', () => {
    const varied = vary({
      selection: { 'Image|endswith': '\\powershell.exe', 'CommandLine|contains': '-Lantern*Quarry' },
      condition: 'selection',
    });
    expect(varied).toMatchObject({
      selection: {
        'Image|endswith': '\\powershell.exe',
        'CommandLine|contains': expect.stringMatching(/^-[A-Z][a-z]{6}\*[A-Z][a-z]{5}$/) as string,
      },
    });
    expect(JSON.stringify(varied)).not.toMatch(/lantern|quarry/i);
  });

  test('changes a common literal where nothing rare is there, the last item first', () => {
    const selection = { 'Image|endswith': '\\powershell.exe', 'CommandLine|contains': ['-e', '-w'] };
    const varied = vary({ selection, condition: 'selection' })?.['selection'] as typeof selection;
    expect(varied['Image|endswith']).toBe('\\powershell.exe');
    expect(varied['CommandLine|contains'].every((value) => /^-[a-z]{5}$/.test(value))).toBe(true);
  });

  test('changes every selection where one of them may do alone', () => {
    const detection = {
      selection_a: { 'Image|endswith': '\\powershell.exe' },
      selection_b: { 'CommandLine|contains': 'lantern' },
      condition: '1 of selection_*',
    };
    expect(vary(detection)?.['selection_a']).not.toEqual(detection.selection_a);
    expect(vary({ ...detection, condition: 'all of selection_*' })?.['selection_a']).toEqual(
      detection.selection_a,
    );
  });

  test('counts a change in a filter for nothing', () => {
    const detection = {
      selection: { EventID: 1 },
      filter: { Image: 'lantern.exe' },
      condition: 'selection and not 1 of filter*',
    };
    expect(vary(detection)).toBeUndefined();
  });

  test.each([
    ['names of fields', { 'User|fieldref': 'TargetUserName' }],
    ['numbers', { EventID: [1, 2] }],
    ['claims', { 'Image|exists': true }],
    ['nothing', { Image: null }],
    ['bare wildcards', { Image: '*' }],
  ])('is not made of %s', (_, selection) => {
    expect(vary({ selection, condition: 'selection' })).toBeUndefined();
  });

  test('may keep items, but never all that it takes to match', () => {
    const detection = {
      selection: { 'Image|endswith': '\\lantern.exe', 'CommandLine|contains': 'quarry' },
      condition: 'selection',
    };
    const varied = vary(detection, 1)?.['selection'];
    expect(varied).toMatchObject({ 'Image|endswith': '\\lantern.exe' });
    expect(varied).not.toEqual(detection.selection);
  });
});
