import { EmbeddedError } from './embedded-error.ts';

/** What the programs say, and what a person can do about it; the first that fits is told. */
const REMEDIES: readonly (readonly [pattern: RegExp, remedy: string])[] = [
  [/ENOSPC|No space left on device/i, 'the disk is full; free some space and start again.'],
  [/EDQUOT|quota exceeded/i, 'the disk quota is used up; free some space and start again.'],
  [/EROFS|Read-only file system/i, 'the file system is read-only; choose another data directory.'],
  [
    /wrong ownership/i,
    'the files belong to another user; start as that user, or give them to this one with chown.',
  ],
  [
    /EACCES|EPERM|Permission denied|AccessDeniedException/i,
    'this user may not write there; start as the owner of the folder, or give it to this user with chown.',
  ],
  [
    /EADDRINUSE|Address already in use/i,
    'the port is taken by another program; stop that one or choose another port.',
  ],
  [
    /OutOfMemoryError|Cannot allocate memory|insufficient memory/i,
    'there is not enough memory; close other programs and start again.',
  ],
  [
    /Failed to acquire lock on file/i,
    'another Kafka broker uses the same data directory; stop that one first.',
  ],
  [
    /incompatible with server|initialized by PostgreSQL version/i,
    'the data was written by another PostgreSQL version; move the folder away to start afresh.',
  ],
];

/** An error in one sentence: what failed and the remedy, or else the last thing that `output` says. */
export function explainFailure(what: string, cause: unknown, output = ''): EmbeddedError {
  if (cause instanceof EmbeddedError) return cause;
  const said = `${cause instanceof Error ? cause.message : ''}\n${output}`;
  const remedy = REMEDIES.find(([pattern]) => pattern.test(said))?.[1];
  return new EmbeddedError(`${what}: ${remedy ?? lastLineOf(said)}`, { cause });
}

function lastLineOf(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (
    lines.findLast((line) => /fatal|error|exception/i.test(line)) ?? lines.at(-1) ?? 'it gave no reason.'
  );
}
