import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRule } from '@sluice/sigma';
import { ruleFragment, tagEvent } from './tag-event.ts';

function fragment(id: string, title = 'A rule') {
  const parsed = parseRule(
    `title: ${title}\nid: ${id}\nlevel: high\nlogsource: {product: linux}\ntags: [attack.execution, attack.t1059.004]\ndetection: {sel: {a: b}, condition: sel}`,
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  return ruleFragment(parsed.value.metadata);
}

const FIRST = '0a6f7c3e-1d0b-4c53-8d0e-6c4b2a190f77';
const SECOND = '1b7f8d4f-2e1c-4d64-9e1f-7d5c3b2a1088';
const sluice = {
  detection_id: 'p/t/0/1/0',
  pipeline_id: 'p',
  revision: 3,
  source: { topic: 't', partition: 0, offset: '1', index: 0, timestamp: '2026-11-21T10:00:00.000Z' },
  matched_at: '2026-11-21T10:00:00.005Z',
};

describe('tags are added at the root of the event', () => {
  it('and the event itself reads as before, whatever it holds', () => {
    const key = fc
      .string()
      .filter((name) => !['sigma_rule_ids', 'sigma_detections', 'sluice', '__proto__'].includes(name));
    fc.assert(
      fc.property(fc.dictionary(key, fc.jsonValue()), fc.constantFrom('', ' ', '\n'), (event, space) => {
        const text = `${space}${JSON.stringify(event, null, space === '' ? 0 : 2)}${space}`;
        const tagged = JSON.parse(tagEvent(text, [fragment(FIRST)], sluice)) as Record<string, unknown>;
        const { sigma_rule_ids, sigma_detections, sluice: added, ...rest } = tagged;
        expect(rest).toEqual(JSON.parse(text));
        expect(sigma_rule_ids).toEqual([FIRST]);
        expect(sigma_detections).toHaveLength(1);
        expect(added).toEqual(sluice);
      }),
    );
  });

  it('in the layout that consumers of DetectFlow read', () => {
    const tagged = JSON.parse(tagEvent('{"a":1}', [fragment(FIRST, 'Shell')], sluice)) as Record<
      string,
      unknown
    >;
    expect(tagged['sigma_detections']).toEqual([
      {
        rule_id: FIRST,
        rule_title: 'Shell',
        severity: 'high',
        technique_ids: ['T1059.004'],
        techniques: [{ id: 'T1059.004', name: 'T1059.004' }],
      },
    ]);
  });

  it('and a number that no double holds keeps all its digits', () => {
    expect(tagEvent('{"Keywords":-9214364837600034817}', [fragment(FIRST)], sluice)).toContain(
      '"Keywords":-9214364837600034817,',
    );
  });
});

describe('an event that an earlier pipeline tagged', () => {
  const once = tagEvent('{"big":-9214364837600034817,"a":1.0}', [fragment(FIRST)], sluice);
  const twice = tagEvent(once, [fragment(SECOND), fragment(FIRST)], { ...sluice, detection_id: 'q/t/0/1/0' });

  it('keeps its tags before ours, each rule id once', () => {
    const tagged = JSON.parse(twice) as Record<string, unknown>;
    expect(tagged['sigma_rule_ids']).toEqual([FIRST, SECOND]);
    expect(tagged['sigma_detections']).toHaveLength(3);
    expect(tagged['sluice']).toMatchObject({ detection_id: 'q/t/0/1/0' });
  });

  it('keeps its numbers as they were written', () => {
    expect(twice).toContain('"big":-9214364837600034817');
    expect(twice).toContain('"a":1.0');
  });
});
