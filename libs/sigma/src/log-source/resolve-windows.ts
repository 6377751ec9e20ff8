import type { LogSource } from './log-source.ts';
import { registryCategories, sysmonCategories } from './sysmon.ts';
import { categoriesOfEvent, serviceOfChannel, serviceOfProvider } from './windows-services.ts';

/** What decides the log source of a Windows event, in lower case; '' where the event doesn't say. */
export interface WindowsIdentity {
  readonly channel: string;
  readonly provider: string;
  readonly eventId: string;
  /** Sysmon's EventType, which tells registry changes apart. */
  readonly eventType: string;
  /** The event has the field `Image`, by which Sigma's process rules go. */
  readonly hasImage: boolean;
}

const linuxSysmon = 'linux-sysmon';

/** Log sources of a Windows event or of Sysmon for Linux, undefined if it is neither. */
export function resolveWindows(identity: WindowsIdentity): readonly LogSource[] | undefined {
  const { channel, provider, eventId } = identity;
  if (provider === linuxSysmon || channel.startsWith(`${linuxSysmon}/`))
    return sysmonSources('linux', identity);
  if (channel === '' && !serviceOfProvider.has(provider)) return undefined;
  const service = serviceOfChannel.get(channel) ?? serviceOfProvider.get(provider) ?? channel;
  if (service === 'sysmon') return sysmonSources('windows', identity);
  const categories = categoriesOfEvent.get(`${service}/${eventId}`) ?? [];
  // Process rules go by Sysmon's names; on an audit event that lacks them, "not Image …" would always hold.
  const isProcess = service === 'security' && eventId === '4688' && identity.hasImage;
  return toSources('windows', service, isProcess ? ['process_creation'] : categories);
}

function sysmonSources(product: string, { eventId, eventType }: WindowsIdentity): readonly LogSource[] {
  const categories =
    eventId === '12'
      ? (registryCategories.get(eventType) ?? registryCategories.get('') ?? [])
      : (sysmonCategories.get(eventId) ?? []);
  return toSources(product, 'sysmon', categories);
}

function toSources(product: string, service: string, categories: readonly string[]): readonly LogSource[] {
  if (categories.length === 0) return [{ product, service }];
  return categories.map((category) => ({ product, category, service }));
}
