import { Arg, Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { access, Scope } from '../auth/index.ts';
import type { TopicEventService } from './topic-events.service.ts';
import { TopicEventObject, TopicSampleInput } from './topic-events.type.ts';

@Resolver()
export class TopicEventsResolver {
  private readonly events: TopicEventService;
  constructor(events: TopicEventService) {
    this.events = events;
  }

  @Authorized(access.everyone(Scope.TOPICS_READ))
  @Query(() => [TopicEventObject], {
    description:
      'The newest events of a topic, newest first. Those above 1 MiB are left out, and what exceeds 16 MiB.',
  })
  async topicEvents(
    @Arg('input', () => TopicSampleInput, {
      description: 'RATE_LIMITED where eight topics are looked into already: try again in some seconds.',
    })
    { topic, count }: TopicSampleInput,
    @Ctx() { topics }: Context,
  ): Promise<TopicEventObject[]> {
    topics.require([topic]);
    return [...(await this.events.newest(topic, count))];
  }
}
