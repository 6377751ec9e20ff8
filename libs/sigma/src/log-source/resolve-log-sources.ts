import { isRecord, textOfValue } from '../event/sigma-event.ts';
import type { Layer, SigmaEvent } from '../event/sigma-event.ts';
import { normalizeLogSource } from './log-source.ts';
import type { LogSource } from './log-source.ts';
import { isAuditdRecord } from './linux-auditd.ts';
import { knownCategories, knownServices } from './taxonomy.ts';
import { resolveWindows } from './resolve-windows.ts';

const cloudTrail: readonly LogSource[] = [{ product: 'aws', service: 'cloudtrail' }];
const auditd: readonly LogSource[] = [{ product: 'linux', service: 'auditd' }];
const resolvedWindows = new Map<string, readonly LogSource[] | undefined>();
/** Bound of the memory above: channels and event ids of real logs are a few thousand. */
const maxRemembered = 10_000;

/**
 * The log sources that an event belongs to, or undefined where its fields don't tell. Fields named `product`,
 * `category` and `service` win over what the event's shape says. Equal events get the identical array.
 */
export function resolveLogSources(event: SigmaEvent): readonly LogSource[] | undefined {
  const inherent = resolveInherent(event);
  const explicit = explicitSource(event.root);
  return explicit === undefined ? inherent : overrideLogSources(explicit, inherent);
}

/** Puts the parts that `source` names in place of the resolved ones. */
export function overrideLogSources(
  source: LogSource,
  resolved: readonly LogSource[] | undefined,
): readonly LogSource[] {
  // Another product's categories and services would be wrong, and a category or service of its own says enough.
  const isRefined = source.category === undefined && source.service === undefined;
  const same = resolved?.filter(({ product }) => product === source.product) ?? [];
  return isRefined && same.length > 0 ? same : [source];
}

function resolveInherent(event: SigmaEvent): readonly LogSource[] | undefined {
  const windows = resolveWindowsCached(event);
  if (windows !== undefined) return windows;
  const { root } = event;
  if (isCloudTrailRecord(root)) return cloudTrail;
  return isAuditdRecord(root) ? auditd : undefined;
}

function resolveWindowsCached({ layers }: SigmaEvent): readonly LogSource[] | undefined {
  const channel = firstText(layers, 'Channel');
  const provider =
    firstText(layers, 'Provider_Name') || firstText(layers, 'SourceName') || firstText(layers, 'Provider');
  if (channel === '' && provider === '') return undefined;
  const eventId = firstText(layers, 'EventID');
  const eventType = eventId === '12' ? firstText(layers, 'EventType') : '';
  const hasImage = eventId === '4688' && firstText(layers, 'Image') !== '';
  const key = `${channel}\n${provider}\n${eventId}\n${eventType}\n${String(hasImage)}`;
  const known = resolvedWindows.get(key);
  if (known !== undefined || resolvedWindows.has(key)) return known;
  const lower = (text: string): string => text.toLowerCase();
  const sources = resolveWindows({
    channel: lower(channel),
    provider: lower(provider),
    eventId,
    eventType: lower(eventType),
    hasImage,
  });
  if (resolvedWindows.size >= maxRemembered) resolvedWindows.clear();
  resolvedWindows.set(key, sources);
  return sources;
}

function firstText(layers: readonly Layer[], name: string): string {
  for (const layer of layers) {
    const text = textOfValue(layer[name]);
    if (text !== undefined) return text;
  }
  return '';
}

function isCloudTrailRecord(root: Layer): boolean {
  const source = root['eventSource'];
  return (
    typeof source === 'string' && source.endsWith('.amazonaws.com') && typeof root['eventName'] === 'string'
  );
}

/** `category` and `service` alone are common words: without a product they count only if Sigma knows them. */
function explicitSource(root: Layer): LogSource | undefined {
  const product = wordOf(root['product']);
  const category = wordOf(root['category']);
  const service = wordOf(root['service']);
  if (product === '' && !knownCategories.has(category) && !knownServices.has(service)) return undefined;
  return normalizeLogSource({ product, category, service });
}

function wordOf(value: unknown): string {
  return typeof value === 'string' && !isRecord(value) ? value.toLowerCase() : '';
}
