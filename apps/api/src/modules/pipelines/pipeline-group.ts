/** The consumer group that a pipeline's workers read in; apps/matcher names it alike. */
export function pipelineGroup(prefix: string, pipelineId: string): string {
  return `${prefix}.pipeline.${pipelineId}`;
}
