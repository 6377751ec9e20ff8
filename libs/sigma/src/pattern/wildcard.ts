import { anyOne, anyRun } from './pattern.ts';
import type { Pattern } from './pattern.ts';

/** A run between two `*`: literal pieces and `?`. */
type Segment = readonly (string | typeof anyOne)[];

/** Tells whether a pattern matches a whole text; linear in the text for each segment, no regular expression. */
export type WildcardMatcher = (text: string) => boolean;

/** Compiles a pattern. The text must be case-folded in the same way as the pattern's literals. */
export function compileWildcard(pattern: Pattern): WildcardMatcher {
  const segments = splitAtRuns(pattern);
  const first = segments[0] ?? [];
  const last = segments.at(-1) ?? [];
  const middle = segments.slice(1, -1);
  if (segments.length === 1) return (text) => matchForward(first, text, 0) === text.length;
  return (text) => {
    let at = matchForward(first, text, 0);
    if (at === -1) return false;
    for (const segment of middle) {
      at = find(segment, text, at);
      if (at === -1) return false;
    }
    return matchBackward(last, text) >= at;
  };
}

function splitAtRuns(pattern: Pattern): Segment[] {
  const segments: (string | typeof anyOne)[][] = [[]];
  for (const part of pattern) {
    if (part === anyRun) segments.push([]);
    else segments.at(-1)?.push(part);
  }
  return segments;
}

/** End of the segment when it begins at `start`, or -1. `?` takes a surrogate pair as one character. */
function matchForward(segment: Segment, text: string, start: number): number {
  let at = start;
  for (const part of segment) {
    if (part !== anyOne) {
      if (!text.startsWith(part, at)) return -1;
      at += part.length;
    } else if (at < text.length) at += isPairAt(text, at) ? 2 : 1;
    else return -1;
  }
  return at;
}

/** Start of the segment when it ends with the text, or -1. */
function matchBackward(segment: Segment, text: string): number {
  let at = text.length;
  for (let index = segment.length - 1; index >= 0; index -= 1) {
    const part = segment[index] ?? '';
    if (part !== anyOne) {
      if (!text.endsWith(part, at)) return -1;
      at -= part.length;
    } else if (at > 0) at -= isPairAt(text, at - 2) ? 2 : 1;
    else return -1;
  }
  return at;
}

/** End of the leftmost place at or after `from` where the segment fits, or -1. */
function find(segment: Segment, text: string, from: number): number {
  const [head] = segment;
  if (head === undefined) return from;
  for (let at = from; at <= text.length; at += 1) {
    if (head !== anyOne) {
      at = text.indexOf(head, at);
      if (at === -1) return -1;
    } else if (isPairAt(text, at - 1)) continue;
    const end = matchForward(segment, text, at);
    if (end !== -1) return end;
  }
  return -1;
}

function isPairAt(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
}
