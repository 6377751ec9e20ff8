import { isRecord, textOfValue } from './sigma-event.ts';

/** Makes a field's value as Windows and Sysmon write it from the values of a mapping's paths; undefined if it can't. */
export type FieldForm = (values: readonly unknown[]) => unknown;

/** Names of hash functions in the order of the mapping's paths. */
const hashNames = ['MD5', 'SHA1', 'SHA256', 'IMPHASH'];

/** Of the forms that are made of a list of objects, the members that they read. */
export const formMembers: Readonly<Record<string, readonly string[]>> = {
  fingerprints: ['algorithm', 'value'],
};

/** The forms that data files name. */
export const fieldForms: Readonly<Record<string, FieldForm>> = {
  words: ([words]) => (Array.isArray(words) ? words.map((word) => textOf(word)).join(' ') : undefined),
  account: ([domain, name]) => {
    const [first, last] = [textOf(domain), textOf(name)];
    if (last === '') return undefined;
    return first === '' || last.includes('\\') ? last : `${first}\\${last}`;
  },
  hashes: (values) => {
    const parts = values.flatMap((value, index) =>
      textOf(value) === '' ? [] : [`${hashNames[index] ?? ''}=${textOf(value)}`],
    );
    return parts.length === 0 ? undefined : parts.join(',');
  },
  fingerprints: ([list]) => {
    const parts = (Array.isArray(list) ? list : [list]).flatMap((entry: unknown) => {
      if (!isRecord(entry)) return [];
      const name = textOf(entry['algorithm']).replaceAll('-', '').toUpperCase();
      return name === '' ? [] : [`${name}=${textOf(entry['value'])}`];
    });
    return parts.length === 0 ? undefined : parts.join(',');
  },
  initiated: (values) => {
    const told = values.map((value) => initiatedBy.get(textOf(value).toLowerCase()));
    return told.find((text) => text !== undefined);
  },
  registryPath: ([path]) => registryPath(textOf(path)),
  registryValuePath: ([path, name]) => {
    const key = registryPath(textOf(path));
    if (key === undefined || textOf(name) === '' || key.endsWith(`\\${textOf(name)}`)) return key;
    return `${key}\\${textOf(name)}`;
  },
  registryData: ([type, data]) => registryData(textOf(type), data),
};

/** Directions that tell whether the host opened the connection (ECS network.direction, OCSF direction and direction_id). */
const initiatedBy: ReadonlyMap<string, string> = new Map([
  ...['egress', 'outbound', '2'].map((text) => [text, 'true'] as const),
  ...['ingress', 'inbound', '1'].map((text) => [text, 'false'] as const),
]);

/** Beginnings of registry paths, and what Sysmon writes for them. */
const hives: readonly (readonly [from: string, to: string])[] = [
  ['\\registry\\machine\\', 'HKLM\\'],
  ['\\registry\\user\\', 'HKU\\'],
  ['hkey_local_machine\\', 'HKLM\\'],
  ['hkey_users\\', 'HKU\\'],
  ['hkey_classes_root\\', 'HKCR\\'],
  ['hkey_current_user\\', 'HKCU\\'],
];

/** A registry path with Sysmon's name of its hive; undefined if it is empty. */
export function registryPath(path: string): string | undefined {
  const lower = path.toLowerCase();
  const hive = hives.find(([from]) => lower.startsWith(from));
  if (hive === undefined) return path === '' ? undefined : path;
  return `${hive[1]}${path.slice(hive[0].length)}`;
}

/** Data of a registry value as Sysmon's Details writes them: `DWORD (0x0000000a)`, `Binary Data`, or the text. */
export function registryData(type: string, data: unknown): string | undefined {
  const text = (Array.isArray(data) ? data : [data]).map(textOf).join(' ');
  if (/binary/i.test(type)) return 'Binary Data';
  const isWide = /qword/i.test(type);
  const number = isWide || /dword/i.test(type) ? unsigned(text, isWide ? 64 : 32) : undefined;
  if (number === undefined) return text === '' ? undefined : text;
  const digits = number.toString(16).padStart(isWide ? 16 : 8, '0');
  return isWide ? `QWORD (0x${digits.slice(0, 8)}-0x${digits.slice(8)})` : `DWORD (0x${digits})`;
}

function unsigned(text: string, bits: number): bigint | undefined {
  // Longer texts are no number of 64 bits, and would cost by their length.
  if (text.length > 20 || !/^(0x[\da-f]+|\d+)$/i.test(text)) return undefined;
  return BigInt.asUintN(bits, BigInt(text));
}

function textOf(value: unknown): string {
  return textOfValue(Array.isArray(value) && value.length === 1 ? value[0] : value) ?? '';
}
