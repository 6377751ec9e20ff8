import { asItComes, type LogSourcePreset } from './log-source-preset.ts';

const SYSMON_1 = {
  UtcTime: '2026-11-20 12:00:01.123',
  ProcessGuid: '{4b1c7f60-0001-6740-0100-000000001000}',
  ProcessId: '4242',
  Image: 'C:\\Windows\\System32\\whoami.exe',
  OriginalFileName: 'whoami.exe',
  CommandLine: 'whoami /all',
  User: 'EXAMPLE\\alice',
  IntegrityLevel: 'High',
  ParentImage: 'C:\\Windows\\System32\\cmd.exe',
  ParentCommandLine: 'cmd.exe',
};

const SECURITY_TEXT = [
  '11/20/2026 12:00:01 PM',
  'LogName=Security',
  'SourceName=Microsoft Windows security auditing.',
  'EventCode=4625',
  'ComputerName=dc1.example.org',
  'Message=An account failed to log on.',
  '',
  'Logon Information:',
  '\tLogon Type:\t\t3',
  '',
  'Account For Which Logon Failed:',
  '\tSecurity ID:\t\tS-1-0-0',
  '\tAccount Name:\t\tadministrator',
  '\tAccount Domain:\t\tEXAMPLE',
  '',
  'Network Information:',
  '\tWorkstation Name:\tWS-7',
  '\tSource Network Address:\t192.0.2.7',
].join('\n');

/** Windows' event logs, Sysmon among them. */
export const windowsPresets: readonly LogSourcePreset[] = [
  {
    id: 'windows-winlogbeat',
    name: 'Windows by Winlogbeat',
    description:
      'All channels, Sysmon among them, by Winlogbeat or the Elastic Agent: `winlog.channel`, `winlog.event_id` and `winlog.event_data` are understood as they come.',
    ...asItComes,
    example: {
      '@timestamp': '2026-11-20T12:00:01.123Z',
      event: { code: '1', provider: 'Microsoft-Windows-Sysmon', kind: 'event' },
      winlog: {
        channel: 'Microsoft-Windows-Sysmon/Operational',
        provider_name: 'Microsoft-Windows-Sysmon',
        event_id: '1',
        computer_name: 'ws7.example.org',
        event_data: SYSMON_1,
      },
    },
  },
  {
    id: 'windows-nxlog',
    name: 'Windows by NXLog',
    description:
      'All channels by NXLog (`im_msvistalog`, `to_json()`): the fields stand at the top. `Hostname` counts as `Computer`.',
    script: '',
    mapping: { Computer: ['Hostname'] },
    example: {
      EventTime: '2026-11-20 12:00:01',
      Hostname: 'dc1.example.org',
      EventType: 'AUDIT_SUCCESS',
      SourceName: 'Microsoft-Windows-Security-Auditing',
      Channel: 'Security',
      EventID: 4720,
      TargetUserName: 'svc$',
      SubjectUserName: 'alice',
      SourceModuleName: 'eventlog',
    },
  },
  {
    id: 'windows-evtx-dump',
    name: 'Windows from .evtx files',
    description: 'Records of .evtx files as JSON of evtx_dump: `Event.System` and `Event.EventData`.',
    ...asItComes,
    example: {
      Event: {
        System: {
          Provider: { '#attributes': { Name: 'Microsoft-Windows-Security-Auditing' } },
          EventID: 1102,
          Channel: 'Security',
          Computer: 'dc1.example.org',
        },
        UserData: { LogFileCleared: { SubjectUserName: 'alice' } },
      },
    },
  },
  {
    id: 'windows-text',
    name: 'Windows as text',
    description:
      'The text of an event in `message`, as Splunk writes it: lines of `Key=value`, then the message with its headings.',
    script: 'parse_win_event_log(field="message")\n| rename(from="LogName", to="Channel")',
    mapping: {},
    example: { host: 'collector', message: SECURITY_TEXT },
  },
];
