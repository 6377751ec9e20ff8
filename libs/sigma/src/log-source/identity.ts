/** A field that helps to tell an event's log source. */
export interface IdentityField {
  readonly name: string;
  /** Only whether it has a value that is not empty counts, not which. */
  readonly isPresenceOnly: boolean;
}

const byValue = [
  ...['Channel', 'Provider_Name', 'SourceName', 'Provider', 'EventID', 'EventType'],
  ...['product', 'category', 'service', 'eventSource', 'type', 'event.module'],
];
const byPresence = [
  ...['Image', 'eventName', 'msg', 'auid', 'syscall', 'a0', 'argc', 'exe', 'comm', 'name', 'key', 'acct'],
  ...['SYSCALL', 'unit'],
];

/**
 * All that `resolveLogSources` looks at: events that agree in these fields have the same log sources. The engine goes by
 * it to tell an event's kind from its bytes, so a field that is missing here is never looked at there.
 */
export const logSourceIdentity: readonly IdentityField[] = [
  ...byValue.map((name) => ({ name, isPresenceOnly: false })),
  ...byPresence.map((name) => ({ name, isPresenceOnly: true })),
];
