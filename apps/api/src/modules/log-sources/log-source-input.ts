import type { LogSourceUpdate } from './log-source.service.ts';
import type { UpdateLogSourceInput } from './log-source.type.ts';

/** Null means "as it is". */
export function toLogSourceUpdate({ id, version, ...rest }: UpdateLogSourceInput): LogSourceUpdate {
  const { name, script, mapping } = rest;
  return { id, version, name: name ?? undefined, script: script ?? undefined, mapping: mapping ?? undefined };
}
