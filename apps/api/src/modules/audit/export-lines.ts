import type { AuditEntry } from './audit-entry.entity.ts';

/** Columns of the export, in order. */
const columns = [
  ...['id', 'at', 'actor', 'userId', 'address', 'requestId'],
  ...['action', 'objectType', 'objectId', 'objectName', 'before', 'after'],
] as const;

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A cell of RFC 4180. What a spreadsheet would take for a formula is made a text by a quote before it (OWASP, "CSV Injection"). */
function cell(value: unknown): string {
  const text = textOf(value);
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Ways to write the audit log. */
export const exportFormats = {
  csv: {
    type: 'text/csv; charset=utf-8',
    head: `${columns.join(',')}\r\n`,
    line: (entry: AuditEntry): string => `${columns.map((name) => cell(entry[name])).join(',')}\r\n`,
  },
  ndjson: {
    type: 'application/x-ndjson; charset=utf-8',
    head: '',
    line: (entry: AuditEntry): string => `${JSON.stringify(entry)}\n`,
  },
} as const;
