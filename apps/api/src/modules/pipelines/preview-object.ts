import { toPipelineObject } from './pipeline-object.ts';
import type { PipelinePreviewType } from './preview-pipeline.type.ts';
import type { PipelinePreview } from './preview.ts';

export function toPipelinePreviewObject({ pipeline, ...preview }: PipelinePreview): PipelinePreviewType {
  return { ...preview, pipeline: pipeline === undefined ? null : toPipelineObject(pipeline) };
}
