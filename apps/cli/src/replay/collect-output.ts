import { DEAD_LETTER_HEADERS, DETECTION_ID_HEADER, eventTags } from '@sluice/contracts';
import { startLogReader, type ConsumedRecord, type KafkaClient, type RecordHeaders } from '@sluice/kafka';
import { LINE_HEADER } from './produce-events.ts';

/** What came out of one pipeline. */
export interface PipelineOutput {
  /** line → ids of the rules, as the tagged event names them. */
  readonly tagged: ReadonlyMap<number, readonly string[]>;
  readonly deadLettered: ReadonlySet<number>;
  /** Records whose detection id another record carries too. */
  readonly duplicated: number;
  /** ms from the append of each source record to that of its tagged record. */
  readonly latenciesMs: readonly number[];
  /** Append of the last tagged record, ms since 1970; 0 where there is none. */
  readonly lastAppendMs: number;
}

function header(headers: RecordHeaders, name: string): string {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value)?.toString() ?? '';
}

async function readAll(client: KafkaClient, groupId: string, topic: string): Promise<ConsumedRecord[]> {
  const records: ConsumedRecord[] = [];
  const reader = await startLogReader(client, {
    groupId,
    topic,
    from: 'beginning',
    // It is read to its end or not at all: an interruption only takes longer.
    onTrouble: () => undefined,
    onRecords: (more) => void records.push(...more),
  });
  await reader.caughtUp;
  await reader.stop();
  return records;
}

export interface OutputTopics {
  readonly pipelineId: string;
  readonly destination: string;
  readonly deadLetters: string;
}

/** Reads a pipeline's destination and its dead letters to their ends. */
export async function collectOutput(client: KafkaClient, topics: OutputTopics): Promise<PipelineOutput> {
  const { pipelineId, destination, deadLetters } = topics;
  const tagged = new Map<number, readonly string[]>();
  const seen = new Set<string>();
  const latenciesMs: number[] = [];
  let duplicated = 0;
  let lastAppendMs = 0;
  for (const { value, headers, timestampMs } of await readAll(client, `replay.${destination}`, destination)) {
    const id = header(headers, DETECTION_ID_HEADER);
    if (seen.has(id)) {
      duplicated += 1;
      continue;
    }
    seen.add(id);
    const tags = eventTags.parse(JSON.parse(value?.toString('utf8') ?? 'null'));
    tagged.set(Number(header(headers, LINE_HEADER)), tags.sigma_rule_ids);
    latenciesMs.push(timestampMs - Date.parse(tags.sluice.source.timestamp));
    lastAppendMs = Math.max(lastAppendMs, timestampMs);
  }
  const letters = await readAll(client, `replay.${destination}.dead`, deadLetters);
  const own = letters.filter(({ headers }) => header(headers, DEAD_LETTER_HEADERS.pipelineId) === pipelineId);
  const deadLettered = new Set(own.map(({ headers }) => Number(header(headers, LINE_HEADER))));
  return { tagged, deadLettered, duplicated, latenciesMs, lastAppendMs };
}
