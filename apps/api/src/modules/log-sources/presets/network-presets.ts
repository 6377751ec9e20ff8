import { asItComes, type LogSourcePreset } from './log-source-preset.ts';

/** The combined format of Apache and nginx. */
const ACCESS_PATTERN =
  '^(?P<client>\\S+) \\S+ (?P<user>\\S+) \\[[^\\]]+\\] "(?P<method>[A-Z]+) (?P<stem>[^ ?"]*)(?:\\?(?P<query>[^ "]*))?[^"]*" (?P<status>\\d{3}) (?P<bytes>\\S+)(?: "(?P<referer>[^"]*)" "(?P<agent>[^"]*)")?';

const ACCESS_MAPPING = {
  'c-ip': ['client'],
  'cs-username': ['user'],
  'cs-uri-stem': ['stem'],
  'cs-uri-query': ['query'],
  'sc-status': ['status'],
  'sc-bytes': ['bytes'],
  'cs-referer': ['referer'],
  'cs-user-agent': ['agent'],
};

/** Logs of networks and of what serves them. */
export const networkPresets: readonly LogSourcePreset[] = [
  {
    id: 'zeek-json',
    name: 'Zeek as JSON',
    description:
      'Logs of Zeek with `_path`, as its JSON streaming or a writer to Kafka sends them; `_path` tells the log.',
    ...asItComes,
    example: {
      _path: 'smb_files',
      ts: 1795262401.123,
      uid: 'CHhAvVGS1DHFjwGM9',
      'id.orig_h': '192.0.2.7',
      'id.resp_h': '192.0.2.8',
      action: 'SMB::FILE_OPEN',
      path: '\\\\dc1.example.org\\SYSVOL',
      name: 'example.org\\Policies\\Groups.xml',
    },
  },
  {
    id: 'web-access-log',
    name: 'Access log of a web server',
    description:
      'Lines in the combined or common format of Apache and nginx in `message`; fields get the names of W3C, as rules for web servers have them.',
    script: [
      `regex(field="message", pattern="${ACCESS_PATTERN.replaceAll('"', '\\"')}")`,
      'rename(from="method", to="cs-method")',
      'set(field="category", value="webserver")',
    ].join('\n| '),
    mapping: ACCESS_MAPPING,
    example: {
      message:
        '192.0.2.7 - - [20/Nov/2026:12:00:01 +0000] "GET /index.php?page=../../../../etc/passwd HTTP/1.1" 200 512 "-" "curl/8.5.0"',
    },
  },
  {
    id: 'web-iis',
    name: 'IIS and proxies in W3C fields',
    description: 'Fields of the W3C extended log format at the top: `cs-method`, `cs-uri-stem`, `c-uri`, …',
    ...asItComes,
    example: {
      date: '2026-11-20',
      'c-ip': '192.0.2.7',
      'cs-method': 'POST',
      'cs-uri-stem': '/owa/auth/shell.aspx',
      'sc-status': 200,
      'cs(User-Agent)': 'python-requests/2.31',
    },
  },
];
