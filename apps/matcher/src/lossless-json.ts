/** Reads JSON. The text of a number that a double can't hold stays as it is when the value is written again. */
export function parseLossless(text: string): Record<string, unknown> {
  const reviver = (_key: string, value: unknown, context?: { source?: string }): unknown => {
    if (typeof value !== 'number' || context?.source === undefined) return value;
    return String(value) === context.source ? value : rawJson(context.source);
  };
  return JSON.parse(text, reviver) as Record<string, unknown>;
}

/** Writes JSON; a bigint becomes a number with all its digits. */
export function stringifyLossless(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'bigint' ? rawJson(String(member)) : member,
  );
}

function rawJson(text: string): unknown {
  // ECMAScript's JSON.rawJSON, which TypeScript's library does not declare yet.
  return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(text);
}
