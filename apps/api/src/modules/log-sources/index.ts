export { LogSource } from './log-source.entity.ts';
export { createLogSourceService, logSourceRecord } from './log-source.service.ts';
export type { LogSourceService } from './log-source.service.ts';
export { toLogSourceObject } from './log-source-object.ts';
export {
  CreateLogSourceInput,
  LogSourceObject,
  MappedFieldInput,
  UpdateLogSourceInput,
} from './log-source.type.ts';
export { toLogSourceUpdate } from './log-source-input.ts';
