import type { LogSource } from '../log-source/log-source.ts';
import { sysmonCategories } from '../log-source/sysmon.ts';
import { categoriesOfEvent, serviceOfChannel } from '../log-source/windows-services.ts';

/** Fields and values by which an event tells where it comes from. */
export type TellingFields = Readonly<Record<string, string | number>>;

const sysmon = { Channel: 'Microsoft-Windows-Sysmon/Operational', Provider_Name: 'Microsoft-Windows-Sysmon' };
const linuxSysmon = { Channel: 'Linux-Sysmon/Operational', Provider_Name: 'Linux-Sysmon' };

/** Ways for an event to tell a log source, likeliest first; the last one names its parts. */
export function* tellingFields(logSource: LogSource): Generator<TellingFields> {
  const { product, category, service } = logSource;
  if (product === 'windows') yield* windowsFields(category, service);
  if (product === 'linux' && category !== undefined) {
    for (const EventID of sysmonEventIds(category)) yield { ...linuxSysmon, EventID };
  }
  if (product === 'linux' && service === 'auditd') yield { type: 'SYSCALL', auid: '1000' };
  if (product === 'aws' && service === 'cloudtrail') {
    yield { eventSource: 'ec2.amazonaws.com', eventName: 'DescribeInstances' };
    yield { eventSource: 'ec2.amazonaws.com' };
  }
  yield {
    ...(product !== undefined && { product }),
    ...(category !== undefined && { category }),
    ...(service !== undefined && { service }),
  };
}

function* windowsFields(category: string | undefined, service: string | undefined): Generator<TellingFields> {
  if (category !== undefined) {
    for (const EventID of sysmonEventIds(category)) yield { ...sysmon, EventID };
    if (category === 'registry_add') yield { ...sysmon, EventID: 12, EventType: 'CreateKey' };
    if (category === 'registry_delete') yield { ...sysmon, EventID: 12, EventType: 'DeleteValue' };
    for (const [event, categories] of categoriesOfEvent) {
      const [ofService = '', eventId = ''] = event.split('/');
      if (!categories.includes(category)) continue;
      for (const Channel of channelsOf(ofService)) yield { Channel, EventID: Number(eventId) };
    }
  }
  if (service !== undefined) for (const Channel of channelsOf(service)) yield { Channel };
}

function sysmonEventIds(category: string): readonly number[] {
  return [...sysmonCategories]
    .filter(([, categories]) => categories.includes(category))
    .map(([id]) => Number(id));
}

function channelsOf(service: string): readonly string[] {
  return [...serviceOfChannel].filter(([, name]) => name === service).map(([channel]) => channel);
}
