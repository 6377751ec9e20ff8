export { AttackCatalogueState } from './attack-catalogue.entity.ts';
export { AttackLayer } from './attack-layer.entity.ts';
export { AttackTacticRow, AttackTechniqueRow } from './attack-rows.entity.ts';
export { createCatalogueService } from './catalogue.service.ts';
export type { CatalogueService } from './catalogue.service.ts';
export { composeCatalogueJobs } from './compose-catalogue-jobs.ts';
export type { CatalogueJobs } from './compose-catalogue-jobs.ts';
export { createCoverageService } from './coverage.service.ts';
export { createLayerService } from './layer.service.ts';
