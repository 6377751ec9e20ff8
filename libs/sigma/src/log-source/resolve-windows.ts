import type { LogSource } from './log-source.ts';
import type { Identity } from './read-identity.ts';
import { categoryList, sourceList } from './source-lists.ts';
import { registryCategories, sysmonCategories } from './sysmon.ts';
import {
  auditRegistryCategories,
  categoriesOfEvent,
  otherProducts,
  serviceOfChannel,
  serviceOfProvider,
} from './windows-services.ts';

/** What decides the log source of a Windows event; '' where the event doesn't say. */
interface WindowsIdentity {
  /** In lower case, like the provider. */
  readonly channel: string;
  readonly provider: string;
  readonly eventId: string;
  readonly identity: Identity;
}

const linuxSysmon = 'linux-sysmon';

/** Log sources of a Windows event or of Sysmon for Linux, undefined if it is neither. */
export function resolveWindows(identity: Identity): readonly LogSource[] | undefined {
  const channel = identity.text('Channel').toLowerCase();
  const provider = providerOf(identity).toLowerCase();
  if (channel === '' && provider === '') return undefined;
  const event = { channel, provider, eventId: identity.text('EventID'), identity };
  const other = otherProducts.get(channel) ?? otherProducts.get(provider);
  if (other !== undefined) return sourceList([other]);
  if (provider === linuxSysmon || channel.startsWith(`${linuxSysmon}/`)) return sysmonSources('linux', event);
  if (channel === '' && !serviceOfProvider.has(provider)) return undefined;
  const service = serviceOfChannel.get(channel) ?? serviceOfProvider.get(provider) ?? channel;
  if (service === 'sysmon') return sysmonSources('windows', event);
  const categories = service === 'security' ? auditCategories(event) : undefined;
  return categoryList(
    'windows',
    service,
    categories ?? categoriesOfEvent.get(`${service}/${event.eventId}`) ?? [],
  );
}

function providerOf(identity: Identity): string {
  return identity.text('Provider_Name') || identity.text('SourceName') || identity.text('Provider');
}

function auditCategories({ eventId, identity }: WindowsIdentity): readonly string[] | undefined {
  if (eventId === '4657') return auditRegistryCategories.get(identity.text('OperationType'));
  if (eventId !== '4688') return undefined;
  // On an event that doesn't say what was started, "not Image …" would always hold.
  const isTold = ['Image', 'NewProcessName', 'process.executable'].some((name) => identity.has(name));
  return isTold ? ['process_creation'] : undefined;
}

function sysmonSources(product: string, { eventId, identity }: WindowsIdentity): readonly LogSource[] {
  if (eventId !== '12') return categoryList(product, 'sysmon', sysmonCategories.get(eventId) ?? []);
  const eventType = identity.text('EventType').toLowerCase();
  const categories = registryCategories.get(eventType) ?? registryCategories.get('') ?? [];
  return categoryList(product, 'sysmon', categories);
}
