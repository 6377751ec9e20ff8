/**
 * Program, not module: a process beside ours that outlives it. Our end of its stdin closes when we die, however we
 * die; it then ends the processes it was told of, the youngest first, so that services go after what uses them.
 * Input: one JSON object per line, `{watch: ProcessIdentity, signal, graceMs}` or `{forget: pid}`.
 */
import { createInterface } from 'node:readline';

import { endProcess } from './end-process.ts';
import type { GuardianMessage, Watched } from './guard.ts';

const watched = new Map<number, Watched>();

// A terminal that closes or Ctrl-C is our parent's affair; we end when it has.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line) as GuardianMessage;
  if ('forget' in message) watched.delete(message.forget);
  else watched.set(message.watch.pid, message);
}
for (const { watch, signal, graceMs } of [...watched.values()].reverse()) {
  await endProcess(watch, signal, graceMs);
}
