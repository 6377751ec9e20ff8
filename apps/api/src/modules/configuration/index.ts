export { createConfigurationService } from './configuration.service.ts';
