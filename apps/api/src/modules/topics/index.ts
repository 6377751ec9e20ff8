export { createTopicService } from './topic.service.ts';
export type { TopicService } from './topic.service.ts';
