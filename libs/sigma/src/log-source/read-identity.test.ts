import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileRules } from '../engine/rule-set.ts';
import { toEvent } from '../event/event.ts';
import { toldEvents } from '../testing/events-by-log-source.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { logSourceIdentity } from './identity.ts';
import { readIdentity } from './read-identity.ts';
import { resolveLogSources } from './resolve-log-sources.ts';

const names = logSourceIdentity.map(({ name }) => name);
/** Names that are no field of the list, nor lead to one, nor change the shape by which fields are found. */
const otherNames = fc.constantFrom(
  ...['message', 'Message', 'CommandLine', 'host', 'user', 'Channel2', 'chan', 'eventid', 'Computer', 'tags'],
  ...[
    'userAgent',
    'properties',
    'actorId',
    'operation',
    'ecs',
    'labels',
    'query',
    'src_ip',
    'level',
    '@timestamp',
  ],
);
const told = fc.constantFrom(...toldEvents.map(([, event]) => event));
const listedValue = fc.oneof(
  fc.constantFrom(
    'Security',
    '4688',
    'sshd',
    'event',
    'process',
    'start',
    'windows',
    'proxy',
    '',
    1007,
    1,
    null,
  ),
  fc.string(),
  fc.constant([]),
  fc.constant({}),
);

describe('what tells the log source', () => {
  test('is the listed fields: no other field ever changes the answer', () => {
    const others = fc.dictionary(otherNames, fc.jsonValue(), { maxKeys: 5, noNullPrototype: true });
    const listed = fc.dictionary(fc.constantFrom(...names), listedValue, {
      maxKeys: 3,
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(told, listed, others, (event, fields, rest) => {
        const bare = { ...event, ...fields };
        const full = { ...rest, ...bare };
        expect(resolveLogSources(toEvent(full))).toBe(resolveLogSources(toEvent(bare)));
      }),
      { numRuns: 2000 },
    );
  });

  test('may not be asked of a field that is not listed', () => {
    const identity = readIdentity(toEvent({ message: 'x', Image: 'y' }));
    expect(() => identity.text('message')).toThrow(/message/);
    expect(() => identity.text('Image')).toThrow(/Image/);
    expect(identity.has('Image')).toBe(true);
  });

  test('is a short list, each name once', () => {
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeLessThan(90);
  });

  test('is seen by the byte door as by the other', () => {
    const texts = ['process_creation', 'dns', 'proxy', 'webserver'].map((it) => `category: ${it}`);
    const services = ['sshd', 'cloudtrail', 'security', 'audit', 'auditd', 'signinlogs'].map(
      (it) => `service: ${it}`,
    );
    const rules = [...texts, ...services].map((logSource) =>
      parseValidRule(ruleWith('s:\n  nothing: null\ncondition: s', logSource)),
    );
    const ruleSet = compileRules(rules);
    fc.assert(
      fc.property(
        told,
        fc.dictionary(fc.constantFrom(...names), listedValue, { maxKeys: 3 }),
        (event, fields) => {
          const whole = { ...event, ...fields };
          const bytes = new TextEncoder().encode(JSON.stringify(whole));
          const expected = ruleSet.match(toEvent(JSON.parse(JSON.stringify(whole)) as typeof event));
          expect(ruleSet.matchBytes(bytes)).toEqual({ ...expected, ok: true });
        },
      ),
      { numRuns: 1000 },
    );
  });
});
