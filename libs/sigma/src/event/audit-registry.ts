import { registryData, registryPath } from './field-forms.ts';
import { textOfValue } from './sigma-event.ts';
import type { Layer } from './sigma-event.ts';

/** Types of registry values as message ids of Security 4657 (Microsoft Learn, "4657(S): A registry value was modified"). */
const valueTypes: ReadonlyMap<string, string> = new Map([
  ['%%1875', 'REG_BINARY'],
  ['%%1876', 'REG_DWORD'],
  ['%%1883', 'REG_QWORD'],
]);
/** What was done to the value, as Sysmon says it. */
const operations: ReadonlyMap<string, string> = new Map([
  ['%%1904', 'SetValue'],
  ['%%1905', 'SetValue'],
  ['%%1906', 'DeleteValue'],
]);

/** The fields of Security 4657 as Sysmon 12 and 13 have them; undefined for other events. */
export function mapAuditRegistry(own: readonly Layer[]): Layer | undefined {
  const name = textIn(own, 'ObjectValueName');
  if (name === undefined || textIn(own, 'EventID') !== '4657') return undefined;
  const key = registryPath(textIn(own, 'ObjectName') ?? '');
  const operation = operations.get(textIn(own, 'OperationType') ?? '');
  if (key === undefined || operation === undefined) return undefined;
  const type = textIn(own, 'NewValueType') ?? '';
  const details = registryData(valueTypes.get(type) ?? type, textIn(own, 'NewValue'));
  const image = textIn(own, 'ProcessName');
  return {
    EventType: operation,
    TargetObject: `${key}\\${name}`,
    ...(operation === 'SetValue' && details !== undefined && { Details: details }),
    ...(image !== undefined && { Image: image }),
  };
}

function textIn(own: readonly Layer[], name: string): string | undefined {
  for (const layer of own) if (layer[name] !== undefined) return textOfValue(layer[name]);
  return undefined;
}
