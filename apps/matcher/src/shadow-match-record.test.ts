import { decodeMessage, SHADOW_EVENT_MAX_CHARS, shadowMatchMessage } from '@sluice/contracts';
import { describe, expect, it } from 'vitest';
import { SAMPLES_PER_FLUSH } from './shadow-sampler.ts';
import { shadowMatchRecord } from './shadow-match-record.ts';

function recordOf(text: string) {
  return shadowMatchRecord('samples', {
    record: { offset: '9', timestampMs: 1_000, key: null, value: Buffer.from(text), headers: {} },
    provenance: { pipelineId: 'p', revision: 5, topic: 't', partition: 2 },
    matches: { ruleIds: ['r', 's'], text: () => text },
    ruleId: 'r',
    nowMs: 2_000,
  });
}

describe('a sample', () => {
  it('names rule, event and its place', () => {
    const { topic, key, value } = recordOf('{"a":1}');
    expect([topic, key]).toEqual(['samples', 'r']);
    expect(decodeMessage(shadowMatchMessage, String(value))).toEqual({
      schemaVersion: 1,
      id: 'p/t/2/9/0',
      ruleId: 'r',
      pipelineId: 'p',
      revision: 5,
      source: { topic: 't', partition: 2, offset: '9', index: 0, timestamp: '1970-01-01T00:00:01.000Z' },
      matchedAt: '1970-01-01T00:00:02.000Z',
      event: '{"a":1}',
      eventTruncated: false,
    });
  });

  it.each(['"', '\\', '\u{20ac}', '\u{1f600}', '\t'])(
    'of an event that is too long is cut and says so, and has less than 32 KiB: %j',
    (character) => {
      const { value } = recordOf(character.repeat(1024 * 1024));
      const sample = decodeMessage(shadowMatchMessage, String(value));
      expect(sample.event).toHaveLength(SHADOW_EVENT_MAX_CHARS);
      expect(sample.eventTruncated).toBe(true);
      expect(Buffer.byteLength(String(value)) * SAMPLES_PER_FLUSH).toBeLessThan(640 * 1024);
    },
  );
});
