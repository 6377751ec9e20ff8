import { Arg, Authorized, Ctx, Query, Resolver, Root, Subscription } from 'type-graphql';
import { callerOf, type Context } from '../../graphql/context.ts';
import { access, Scope } from '../auth/index.ts';
import type { TopicEventService } from './topic-events.service.ts';
import { readStart } from './read-start.ts';
import { TopicEventObject, TopicSampleInput, TopicTail } from './topic-events.type.ts';

@Resolver()
export class TopicEventsResolver {
  private readonly events: TopicEventService;
  constructor(events: TopicEventService) {
    this.events = events;
  }

  @Authorized(access.everyone(Scope.TOPICS_READ))
  @Query(() => [TopicEventObject], {
    description:
      'The newest events of a topic, newest first, or the first from a start, oldest first. Those above 1 MiB are left out, and what exceeds 16 MiB.',
  })
  async topicEvents(
    @Arg('input', () => TopicSampleInput, {
      description: 'RATE_LIMITED where eight topics are looked into already: try again in some seconds.',
    })
    { topic, count, from }: TopicSampleInput,
    @Ctx() { topics }: Context,
  ): Promise<TopicEventObject[]> {
    topics.require([topic]);
    return [...(await this.events.read(topic, count, readStart(from)))];
  }

  @Authorized(access.everyone(Scope.TOPICS_READ))
  @Subscription(() => TopicTail, {
    subscribe: ({ args, context }: { args: { topic: string }; context: Context }) => {
      context.topics.require([args.topic]);
      return context.loaders.followTopic(callerOf(context).userId, args.topic);
    },
    description:
      'What comes into a topic, at most once a second; RATE_LIMITED where the caller follows three already, or all eight.',
  })
  topicTail(
    @Root() tail: TopicTail,
    @Arg('topic', () => String, {
      description: "One that the caller may see; BAD_USER_INPUT for none, and for Sluice's and Kafka's own.",
    })
    _topic: string,
  ): TopicTail {
    return tail;
  }
}
