import { AppError } from '../../app-error.ts';

/** Every topic. */
export const EVERY_TOPIC = '*';

const MAX_PATTERNS = 50;
/** What a topic's name may hold, and `*`. */
const PATTERN = /^[A-Za-z0-9._*-]{1,249}$/;

/** Each once, by name. Throws BAD_USER_INPUT for what could be no name of a topic with `*` in it. */
export function checkTopicPatterns(patterns: readonly string[]): string[] {
  const wrong = patterns.find((pattern) => !PATTERN.test(pattern));
  if (wrong !== undefined) {
    const message = `"${wrong.slice(0, 100)}" is no pattern of topics: use letters, digits, ".", "_", "-", and "*" for any characters.`;
    throw new AppError('BAD_USER_INPUT', message);
  }
  if (patterns.length > MAX_PATTERNS)
    throw new AppError('BAD_USER_INPUT', `At most ${MAX_PATTERNS} patterns of topics are kept.`);
  return [...new Set(patterns)].toSorted();
}

/** `*` stands for any characters, also none. Takes time in proportion to the name, whatever the pattern. */
export function matchesPattern(topic: string, pattern: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) return topic === pattern;
  if (!topic.startsWith(head)) return false;
  let at = head.length;
  for (const part of rest) {
    const found = topic.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return topic.length - tail.length >= at && topic.endsWith(tail);
}

/** The same as a pattern of SQL's LIKE. */
export function toLike(pattern: string): string {
  return pattern.replaceAll('_', String.raw`\_`).replaceAll('*', '%');
}
