export { namedLogSource } from './pipeline-record.ts';
export type { LogSourceParts } from './pipeline-record.ts';
export { Pipeline, StartPosition } from './pipeline.entity.ts';
export { createPipelineService } from './pipeline.service.ts';
export type { PipelineService } from './pipeline.service.ts';
