export { createTopicService } from './topic.service.ts';
export type { TopicFacts, TopicService } from './topic.service.ts';
