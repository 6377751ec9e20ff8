import type { LogSource } from './log-source.entity.ts';
import type { LogSourceObject } from './log-source.type.ts';

export function toLogSourceObject({ mapping, ...logSource }: LogSource): LogSourceObject {
  const fields = Object.entries(mapping).map(([field, sources]) => ({ field, sources }));
  return { ...logSource, mapping: fields };
}
