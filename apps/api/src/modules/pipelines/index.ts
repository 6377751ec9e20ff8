export { toPipelineObject } from './pipeline-object.ts';
export { pipelineRecord } from './pipeline-record.ts';
export { listPipelines } from './pipeline-rows.ts';
export { Pipeline, StartPosition } from './pipeline.entity.ts';
export { createPipelineService } from './pipeline.service.ts';
export type { PipelineService } from './pipeline.service.ts';
export { PipelineObject } from './pipeline.type.ts';
