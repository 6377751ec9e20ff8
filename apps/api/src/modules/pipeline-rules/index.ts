export { createPipelineRulesService } from './pipeline-rules.service.ts';
