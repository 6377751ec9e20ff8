/** Whether a text holds U+0000, which Postgres stores in no text. */
export function hasNul(text: string): boolean {
  return text.includes('\u0000');
}
