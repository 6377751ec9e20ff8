import { compileScript, parseScript } from '@sluice/logparse';
import { resolveLogSources, toEvent, type LogSource } from '@sluice/sigma';
import { createFieldMapper } from '@sluice/sigma/mapping';
import { Authorized, Query, Resolver } from 'type-graphql';
import { access, Scope } from '../auth/index.ts';
import { LogSourcePresetObject } from './log-source-preset.type.ts';
import type { LogSourcePreset } from './presets/log-source-preset.ts';
import { logSourcePresets } from './presets/log-source-presets.ts';

@Resolver(() => LogSourcePresetObject)
export class LogSourcePresetResolver {
  @Authorized(access.everyone(Scope.PIPELINES_READ))
  @Query(() => [LogSourcePresetObject], {
    name: 'logSourcePresets',
    description: 'For the common shippers and logs: Windows, Linux, networks, clouds, then schemas.',
  })
  list(): LogSourcePresetObject[] {
    return logSourcePresets.map(toObject);
  }
}

function toObject(preset: LogSourcePreset): LogSourcePresetObject {
  const { id, name, description, script } = preset;
  return {
    ...{ id, name, description, script },
    mapping: Object.entries(preset.mapping).map(([field, sources]) => ({ field, sources })),
    example: JSON.stringify(preset.example),
    logSources: toldOf(preset).map(({ product, category, service }) => ({
      ...{ product: product ?? null, category: category ?? null, service: service ?? null },
    })),
  };
}

function toldOf({ script, mapping, example }: LogSourcePreset): readonly LogSource[] {
  const parsed = parseScript(script);
  const ran = parsed.ok ? compileScript(parsed.value)(example) : undefined;
  const event = createFieldMapper(mapping)(toEvent(ran?.ok === true ? ran.event : example));
  return resolveLogSources(event) ?? [];
}
