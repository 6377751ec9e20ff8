import { cpus, totalmem } from 'node:os';

/** One line on what figures were measured on. */
export function describeMachine(): string {
  const cores = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  return `${cores.length} × ${cores[0]?.model.trim() ?? 'unknown'}, ${gibibytes} GiB, Node ${process.versions.node}`;
}
