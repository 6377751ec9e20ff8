/** Shorter slices are copies anyway. */
const minSliceLength = 13;

/**
 * The text as a copy of its own, to be kept: V8 makes a slice refer to the text that it was cut from, and a whole rule would
 * stay in memory for one of its names.
 */
export function ownText(text: string): string {
  return text.length < minSliceLength ? text : [text.slice(0, 1), text.slice(1)].join('');
}
