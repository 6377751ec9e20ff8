import { isLegalTopicName } from '@sluice/contracts';
import { AppError } from '../../app-error.ts';

/** 20 events of each are tried, 100 in all. */
export const MAX_TEST_TOPICS = 5;

/** The topics, each once. They need not be there yet. Throws BAD_USER_INPUT. */
export function checkTestTopics(topics: readonly string[]): string[] {
  const unique = [...new Set(topics)];
  if (unique.length > MAX_TEST_TOPICS)
    throw new AppError('BAD_USER_INPUT', `A log source has at most ${MAX_TEST_TOPICS} test topics.`);
  const wrong = unique.find((topic) => !isLegalTopicName(topic));
  if (wrong !== undefined)
    throw new AppError(
      'BAD_USER_INPUT',
      `"${wrong.slice(0, 250)}" is no topic name: use letters, digits, ".", "_" and "-", at most 249.`,
    );
  return unique;
}
