import type { LogSourceUpdate } from './log-source.service.ts';
import type { UpdateLogSourceInput } from './log-source.type.ts';

/** Null means "as it is". Without the test topics, of which the caller may see a part. */
export function toLogSourceUpdate({ id, version, ...rest }: UpdateLogSourceInput): LogSourceUpdate {
  const { name, script, mapping } = rest;
  return { id, version, name: name ?? undefined, script: script ?? undefined, mapping: mapping ?? undefined };
}
