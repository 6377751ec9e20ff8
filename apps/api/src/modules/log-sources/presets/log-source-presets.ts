import { cloudPresets } from './cloud-presets.ts';
import { linuxPresets } from './linux-presets.ts';
import type { LogSourcePreset } from './log-source-preset.ts';
import { networkPresets } from './network-presets.ts';
import { schemaPresets } from './schema-presets.ts';
import { windowsPresets } from './windows-presets.ts';

/** All presets, in the order in which they are shown. */
export const logSourcePresets: readonly LogSourcePreset[] = [
  ...windowsPresets,
  ...linuxPresets,
  ...networkPresets,
  ...cloudPresets,
  ...schemaPresets,
];
