import { ArchiveError } from '@sluice/archive';
import { ContractError } from '@sluice/contracts';
import { EmbeddedError } from '@sluice/embedded';
import { describeKafkaError, RecordRefusedError } from '@sluice/kafka';
import { EnvError } from '@sluice/runtime';
import { z } from 'zod';

import { PoolError } from './generate/load-pool.ts';
import { EventInputError } from './match/event-input-error.ts';
import { ApiError } from './api/graphql-client.ts';
import { StoppedError } from './replay/stop-signal.ts';
import { ReplayError } from './replay/worker-watch.ts';
import { UsageError } from './usage-error.ts';

const EXPECTED = [
  ApiError,
  ArchiveError,
  ContractError,
  EmbeddedError,
  EnvError,
  EventInputError,
  PoolError,
  RecordRefusedError,
  ReplayError,
  StoppedError,
  UsageError,
];

/** What went wrong, for whoever can set it right; undefined for a fault of ours. */
function sentenceOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (EXPECTED.some((expected) => error instanceof expected) || 'syscall' in error) return error.message;
  // The client of Kafka has no class above its errors.
  if (error.name.startsWith('KafkaJS')) return `Kafka: ${describeKafkaError(error)}`;
  if (!(error instanceof z.ZodError)) return undefined;
  const issues = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return `what was read has another shape than expected: ${issues.join('; ')}`;
}

/**
 * Ends a command: one sentence and exit code 1 for what the caller can set right; anything else is thrown on, and
 * shows where it comes from.
 */
export function reportFailure(command: string, error: unknown): number {
  const sentence = sentenceOf(error);
  if (sentence === undefined) throw error;
  process.stderr.write(`${command}: ${sentence}\n`);
  return 1;
}
