export { createTopicService } from './topic.service.ts';
export type { StartOfReading, TopicService } from './topic.service.ts';
