import { ArchiveError } from '@sluice/archive';
import { BenchError } from './bench-error.ts';

/** Runs a command: one sentence and exit code 1 for what the caller can set right; anything else is thrown on. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const isExpected =
      error instanceof BenchError ||
      error instanceof ArchiveError ||
      (error instanceof Error && 'syscall' in error);
    if (!isExpected) throw error;
    process.stderr.write(`bench: ${error.message}\n`);
    process.exitCode = 1;
  }
}
