/** A value as JSON can say it: integers that no double holds become texts of their digits. */
export function jsonOf(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, member: unknown) => (typeof member === 'bigint' ? String(member) : member)),
  );
}
