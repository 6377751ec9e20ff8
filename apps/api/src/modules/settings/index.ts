export { SETTING_NAMES } from './setting-definitions.ts';
export type { Settings } from './setting-definitions.ts';
export { SettingsRow } from './settings.entity.ts';
export { createSettingsService } from './settings.service.ts';
export type { CurrentSettings, Overrides, SettingChanges, SettingsService } from './settings.service.ts';
export { watchSettings } from './watch-settings.ts';
