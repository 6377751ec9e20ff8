import recognition from '../../data/recognition.json' with { type: 'json' };

/** A field that helps to tell an event's log source. */
export interface IdentityField {
  readonly name: string;
  /** Only whether it has a value that is not empty counts, not which. */
  readonly isPresenceOnly: boolean;
  /** Read wherever the event's shape keeps its fields; the others are read at the top of the event alone. */
  readonly isLifted: boolean;
}

/** Fields of Windows events whose values count. */
export const windowsFields = [
  ...([
    'Channel',
    'Provider_Name',
    'SourceName',
    'Provider',
    'EventID',
    'EventType',
    'OperationType',
  ] as const),
];
/** Fields of Windows events that count by their presence. */
export const windowsMarks = ['Image', 'NewProcessName'] as const;
/** Fields by which an event says its log source itself. */
export const explicitFields = ['product', 'category', 'service'] as const;
/** Fields of the Elastic Common Schema. */
export const ecsFields = [
  'event.category',
  'event.type',
  'event.action',
  'host.os.type',
  'host.os.platform',
] as const;
/** Fields of the Elastic Common Schema that count by their presence. */
export const ecsMarks = ['dns.question.name', 'process.executable'] as const;
/** Fields of the Open Cybersecurity Schema Framework. */
export const ocsfFields = ['class_uid', 'activity_id', 'device.os.type_id', 'metadata.product.name'] as const;

/**
 * All that `resolveLogSources` looks at: events that agree in these fields have the same log sources. It reads them
 * through `readIdentity`, which answers for no other. The engine goes by this list to tell an event's kind from its
 * bytes.
 */
export const logSourceIdentity: readonly IdentityField[] = listFields();

function listFields(): readonly IdentityField[] {
  const isByValue = new Map<string, boolean>();
  const add = (name: string, byValue: boolean): void => {
    isByValue.set(name, byValue || isByValue.get(name) === true);
  };
  for (const name of [...explicitFields, ...ecsFields, ...ocsfFields]) add(name, true);
  for (const name of ecsMarks) add(name, false);
  for (const { fields, any, by } of recognition.entries) {
    for (const [name, test] of Object.entries(fields)) add(name, test !== true);
    for (const name of any ?? []) add(name, false);
    if (by !== undefined) add(by.field, true);
  }
  return [
    ...windowsFields.map((name) => ({ name, isPresenceOnly: false, isLifted: true })),
    ...windowsMarks.map((name) => ({ name, isPresenceOnly: true, isLifted: true })),
    ...[...isByValue].map(([name, byValue]) => ({ name, isPresenceOnly: !byValue, isLifted: false })),
  ];
}
