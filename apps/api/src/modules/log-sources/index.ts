export { LogSource } from './log-source.entity.ts';
export { createLogSourceService, logSourceRecord } from './log-source.service.ts';
export type { LogSourceService } from './log-source.service.ts';
export { toLogSourceObject } from './log-source-object.ts';
export { LogSourceObject, MappedFieldInput } from './log-source.type.ts';
