const LEVELS: Readonly<Record<number, string>> = { 40: 'warning', 50: 'error', 60: 'fatal' };
const ERROR = 50;
const NOT_TOLD = new Set(['level', 'time', 'pid', 'hostname', 'name', 'msg', 'v']);

/**
 * A line of an app's output for a person: pino's JSON shortened, other text as it is. Undefined for JSON below an
 * error, unless the person asked for a log level (`isVerbose`) or it tells the administrator's password.
 */
export function renderLine(app: string, line: string, isVerbose: boolean): string | undefined {
  const entry = parseEntry(line);
  if (entry === undefined) return line.trim() === '' ? undefined : `${app} | ${line}`;
  const isTold = isVerbose || Number(entry['level']) >= ERROR || /password/i.test(line);
  if (!isTold) return undefined;
  const level = LEVELS[Number(entry['level'])];
  const details = Object.entries(entry)
    .filter(([key]) => !NOT_TOLD.has(key))
    .map(([key, value]) => `${key}=${asText(value)}`);
  const prefix = level === undefined ? `${app} |` : `${app} | ${level}:`;
  return [prefix, asText(entry['msg']), ...details].join(' ');
}

function parseEntry(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
