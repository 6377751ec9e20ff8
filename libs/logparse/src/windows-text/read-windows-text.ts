import { fieldName } from './field-names.ts';

const eventCode = /EventCode\s*=\s*(\d+)/;
/** `Key=value`, `Label:  value`; the first of both counts. */
const pair = /^([^:=]+)[:=](.*)$/;

/**
 * Reads the text of a Windows event: lines of `Key=value`, then a message with headings and, indented below them,
 * `Label: value`. A line with neither goes on with the value before it, and so does one that is indented deeper than the
 * labels of its heading. The first line is left out where it is a time. All values are texts.
 */
export function readWindowsText(text: string): Readonly<Record<string, string>> {
  const eventId = eventCode.exec(text)?.[1] ?? '';
  /** The lines of each value. */
  const fields = new Map<string, string[]>();
  if (eventId !== '') fields.set('EventID', [eventId]);
  const lines = text.split(/\r?\n/);
  const first = lines.findIndex((line) => line.trim() !== '');
  let heading = '';
  /** Of the labels below the heading; 0 before the first. */
  let indent = 0;
  let last: string | undefined;

  const goOn = (more: string): void => {
    if (last !== undefined) fields.get(last)?.push(more);
  };
  const readLine = (line: string, outer: number): void => {
    const content = line.trim();
    if (content === '') {
      last = undefined;
      return;
    }
    const depth = indentOf(line) - outer;
    const [, rawLabel = '', rawValue = ''] = pair.exec(content) ?? [];
    const label = rawLabel.trim();
    const value = rawValue.trim();
    const isDeeper = heading !== '' && indent > 0 && depth > indent;
    if (label === '' || (isDeeper && last !== undefined)) {
      goOn(content);
      return;
    }
    if (depth <= 0) [heading, indent] = ['', 0];
    if (value === '' && content.endsWith(':') && depth <= 0) {
      heading = label.replaceAll(/[()]/g, '');
      last = undefined;
      return;
    }
    if (heading !== '' && indent === 0) indent = depth;
    if (label === 'EventCode') {
      last = undefined;
      return;
    }
    last = fieldName(eventId, heading, label);
    fields.set(last, value === '' ? [] : [value]);
  };

  const body = /^\s*\d/.test(lines[first] ?? '') ? lines.slice(first + 1) : lines.slice(Math.max(0, first));
  // The whole text may be indented.
  const outer = body.reduce(
    (least, line) => (line.trim() === '' ? least : Math.min(least, indentOf(line))),
    Number.POSITIVE_INFINITY,
  );
  for (const line of body) readLine(line, outer);
  return Object.fromEntries([...fields].map(([name, parts]) => [name, parts.join(' ')]));
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
