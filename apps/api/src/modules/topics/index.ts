export { createSampleEvents } from './sample-events.ts';
export type { SampleEvents } from './sample-events.ts';
export { createTopicService } from './topic.service.ts';
export type { StartOfReading, TopicService } from './topic.service.ts';
export { createTopicEventService } from './topic-events.service.ts';
export { TopicSampleInput } from './topic-events.type.ts';
export { writeRate } from './write-rate.ts';
export type { TopicEnd } from './write-rate.ts';
