export { toPipelineObject } from './pipeline-object.ts';
export { Pipeline, StartPosition } from './pipeline.entity.ts';
export { createPipelineService } from './pipeline.service.ts';
export type { PipelineService } from './pipeline.service.ts';
export { PipelineObject } from './pipeline.type.ts';
