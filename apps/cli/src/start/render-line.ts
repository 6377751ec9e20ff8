const LEVELS: Readonly<Record<number, string>> = { 40: 'warning', 50: 'error', 60: 'fatal' };
const NOT_TOLD = new Set(['level', 'time', 'pid', 'hostname', 'name', 'msg', 'v']);

/**
 * A line of an app's output for a person: pino's JSON shortened, other text as it is. Undefined for what is below a
 * warning, but never for a line about the administrator's password, which is told only once.
 */
export function renderLine(app: string, line: string): string | undefined {
  const entry = parseEntry(line);
  if (entry === undefined) return line.trim() === '' ? undefined : `${app} | ${line}`;
  const level = LEVELS[Number(entry['level'])];
  if (level === undefined && !/password/i.test(line)) return undefined;
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
