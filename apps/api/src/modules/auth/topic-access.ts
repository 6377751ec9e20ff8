import { AppError } from '../../app-error.ts';
import type { Principal } from './principal.ts';
import { EVERY_TOPIC, matchesPattern, toLike } from './topic-patterns.ts';

/** The topics that a pipeline reads and writes. */
export interface PipelineTopics {
  readonly sourceTopics: readonly string[];
  readonly destinationTopic: string;
}

/**
 * Which topics a caller may see and change, and so which pipelines, detections and numbers. The one place that decides; nobody
 * is limited where `principal` is undefined, since nothing is answered to them.
 */
export interface TopicAccess {
  readonly isLimited: boolean;
  allows(topic: string): boolean;
  /** Where all of its topics are allowed. */
  allowsPipeline(pipeline: PipelineTopics): boolean;
  /** Throws FORBIDDEN that names the first topic that is not allowed. */
  require(topics: readonly string[]): void;
  /** Throws FORBIDDEN where not everything is allowed, for what can't be shown in part. */
  requireEveryTopic(what: string): void;
  /** Patterns of LIKE; a topic matches one of each list. */
  readonly likes: readonly (readonly string[])[];
}

export function topicAccess(principal: Principal | undefined): TopicAccess {
  const lists = (principal?.topicPatterns ?? []).filter((patterns) => !patterns.includes(EVERY_TOPIC));
  const allows = (topic: string): boolean =>
    lists.every((patterns) => patterns.some((pattern) => matchesPattern(topic, pattern)));
  return {
    isLimited: lists.length > 0,
    allows,
    allowsPipeline: ({ sourceTopics, destinationTopic }) =>
      sourceTopics.every(allows) && allows(destinationTopic),
    require(topics) {
      const refused = topics.find((topic) => !allows(topic));
      if (refused === undefined) return;
      const message = `The topic "${refused}" is none of yours (${lists.flat().join(', ')}). Ask an administrator.`;
      throw new AppError('FORBIDDEN', message);
    },
    requireEveryTopic(what) {
      if (lists.length === 0) return;
      const message = `"${what}" is for those who may see every topic; you may see ${lists.flat().join(', ')}.`;
      throw new AppError('FORBIDDEN', message);
    },
    likes: lists.map((patterns) => patterns.map(toLike)),
  };
}
