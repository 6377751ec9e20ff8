import { DEAD_LETTER_HEADERS, decodeMessage, DETECTION_ID_HEADER, eventTags } from '@sluice/contracts';
import { startLogReader, type ConsumedRecord, type KafkaClient, type RecordHeaders } from '@sluice/kafka';
import { LINE_HEADER } from './produce-events.ts';
import { unlessAborted } from './stop-signal.ts';

/** What came out of one pipeline. */
export interface PipelineOutput {
  /** line → ids of the rules, as the tagged event names them. */
  readonly tagged: ReadonlyMap<number, readonly string[]>;
  readonly deadLettered: ReadonlySet<number>;
  /** Records whose detection id another record carries too. */
  readonly duplicated: number;
  /** ms from the append of each source record to that of its tagged record. */
  readonly latenciesMs: readonly number[];
}

export interface OutputTopics {
  readonly pipelineId: string;
  readonly destination: string;
  readonly deadLetters: string;
}

/** Reads a pipeline's destination and its dead letters to their ends. */
export async function collectOutput(
  client: KafkaClient,
  { pipelineId, destination, deadLetters }: OutputTopics,
  signal: AbortSignal,
): Promise<PipelineOutput> {
  const records = await readAll(client, { groupId: `replay.${destination}`, topic: destination }, signal);
  const letters = await readAll(
    client,
    { groupId: `replay.${destination}.dead`, topic: deadLetters },
    signal,
  );
  const own = letters.filter(({ headers }) => header(headers, DEAD_LETTER_HEADERS.pipelineId) === pipelineId);
  const deadLettered = new Set(own.map(({ headers }) => Number(header(headers, LINE_HEADER))));
  return { ...readTagged(records), deadLettered };
}

function readTagged(records: readonly ConsumedRecord[]): Omit<PipelineOutput, 'deadLettered'> {
  const tagged = new Map<number, readonly string[]>();
  const seen = new Set<string>();
  const latenciesMs: number[] = [];
  for (const { value, headers, timestampMs } of records) {
    const id = header(headers, DETECTION_ID_HEADER);
    if (seen.has(id)) continue;
    seen.add(id);
    const tags = decodeMessage(eventTags, value?.toString('utf8') ?? '');
    tagged.set(Number(header(headers, LINE_HEADER)), tags.sigma_rule_ids);
    latenciesMs.push(timestampMs - Date.parse(tags.sluice.source.timestamp));
  }
  return { tagged, latenciesMs, duplicated: records.length - seen.size };
}

function header(headers: RecordHeaders, name: string): string {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value)?.toString() ?? '';
}

async function readAll(
  client: KafkaClient,
  source: { readonly groupId: string; readonly topic: string },
  signal: AbortSignal,
): Promise<ConsumedRecord[]> {
  const records: ConsumedRecord[] = [];
  const reader = await startLogReader(client, {
    ...source,
    from: 'beginning',
    // It is read to its end or not at all: an interruption only takes longer.
    onTrouble: () => undefined,
    onRecords(more) {
      for (const record of more) records.push(record);
    },
  });
  try {
    await unlessAborted(signal, reader.caughtUp);
  } finally {
    await reader.stop();
  }
  return records;
}
