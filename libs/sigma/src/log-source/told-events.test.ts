import { describe, expect, test } from 'vitest';
import { toEvent } from '../event/event.ts';
import { parseRule } from '../rule/parse-rule.ts';
import { toldEvents } from '../testing/events-by-log-source.ts';
import { hasSharedData, readSigmaHqRules } from '../testing/shared-data.ts';
import { untoldLogSources } from './known-log-sources.ts';
import { fitsLogSource } from './log-source.ts';
import type { LogSource } from './log-source.ts';
import { resolveLogSources } from './resolve-log-sources.ts';

const print = ({ product = '', category = '', service = '' }: LogSource): string =>
  `${product}/${category}/${service}`;

describe('the log source is told of', () => {
  test.each(toldEvents)('%s', (_, event, expected) => {
    expect(resolveLogSources(toEvent(event))?.map(print)).toEqual(expected);
  });
});

describe('fields that other logs have too tell nothing', () => {
  test.each<readonly [string, Readonly<Record<string, unknown>>]>([
    ['an action and an actor', { action: 'login', actor: 'bob' }],
    ['a type', { type: 'event' }],
    ['a category of another product', { category: 'AuditLogs' }],
    ['a verb', { verb: 'create', apiVersion: 'v1' }],
    ['a program that is no daemon of Linux', { program: 'my-app' }],
    ['an event source', { eventSource: 'example.com', eventName: 'x' }],
    ['a Zeek log of an unknown name', { _path: 'my_log' }],
    ['an ECS event without a category', { ecs: { version: '8' } }],
    ['an OCSF class without a category of Sigma', { class_uid: 3002, activity_id: 1 }],
  ])('%s', (_, event) => {
    expect(resolveLogSources(toEvent(event))).toBeUndefined();
  });
});

describe.skipIf(!hasSharedData)("every log source of SigmaHQ's rules", () => {
  const named = new Map<string, LogSource>();
  for (const { text } of hasSharedData ? readSigmaHqRules() : []) {
    const rule = parseRule(text);
    if (rule.ok) named.set(print(rule.value.metadata.logSource), rule.value.metadata.logSource);
  }
  const resolved = toldEvents.flatMap(([, event]) => resolveLogSources(toEvent(event)) ?? []);
  const untold = new Set(untoldLogSources.map(({ logSource }) => print(logSource)));

  test('is told by an event or listed with the reason why none tells it', () => {
    const missing = [...named].filter(
      ([text, source]) => !untold.has(text) && !resolved.some((it) => fitsLogSource(source, it)),
    );
    expect(named.size).toBeGreaterThan(130);
    expect(missing.map(([text]) => text)).toEqual([]);
  });

  test('is not listed as untold where an event tells it, nor where no rule names it', () => {
    for (const { logSource, reason } of untoldLogSources) {
      expect(named.has(print(logSource)), print(logSource)).toBe(true);
      expect(
        resolved.some((it) => fitsLogSource(logSource, it)),
        print(logSource),
      ).toBe(false);
      expect(reason).toMatch(/^[A-Z].{20,}\.$/);
    }
  });
});
