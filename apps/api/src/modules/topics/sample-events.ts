import type { Context } from '../../graphql/context.ts';
import { access, checkScopes, Scope } from '../auth/index.ts';
import type { TopicEventService } from './topic-events.service.ts';
import { readStart } from './read-start.ts';
import type { TopicSampleInput } from './topic-events.type.ts';

/**
 * Texts of events that are given, and of those that are read from a topic, of which there may be 100, or `most`. The caller must
 * be allowed to see them.
 */
export type SampleEvents = (
  context: Pick<Context, 'principal' | 'topics'>,
  given: readonly string[],
  sample: TopicSampleInput | null | undefined,
  most?: number,
) => Promise<string[]>;

export function createSampleEvents(events: TopicEventService): SampleEvents {
  return async ({ principal, topics }, given, sample, most) => {
    if (sample === null || sample === undefined) return [...given];
    checkScopes(principal, [access.everyone(Scope.TOPICS_READ)], 'sample');
    topics.require([sample.topic]);
    const read = await events.read(sample.topic, sample.count, readStart(sample.from), most);
    return [...given, ...read.map(({ text }) => text)];
  };
}
