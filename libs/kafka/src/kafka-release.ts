/** The last level of `metadata.version` that each release of Apache Kafka supports (its MetadataVersion.java, and KIP-584). */
const LAST_LEVELS: readonly (readonly [level: number, release: string])[] = [
  [7, '3.3'],
  [8, '3.4'],
  [11, '3.5'],
  [14, '3.6'],
  [19, '3.7'],
  [20, '3.8'],
  [21, '3.9'],
  [25, '4.0'],
  [27, '4.1'],
  [29, '4.2'],
  [30, '4.3'],
];

/** The release that knows this level of `metadata.version` and none above it, such as `4.3`, or `later than 4.3`. */
export function kafkaRelease(level: number): string {
  const [, release] = LAST_LEVELS.find(([last]) => level <= last) ?? [];
  return release ?? `later than ${LAST_LEVELS.at(-1)?.[1]}`;
}
