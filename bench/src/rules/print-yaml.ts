import { isYamlMap } from './base-rule.ts';
import type { YamlMap, YamlValue } from './base-rule.ts';

const indentation = '    ';
const plainKey = /^[A-Za-z][\w|.-]*$/;
const date = /^\d{4}-\d\d-\d\d$/;

/** A document in the form that rules are written in: blocks, text in single quotes, four blanks a level. */
export function printYaml(document: YamlMap): string {
  return printMap(document, '');
}

function printMap(map: YamlMap, indent: string): string {
  let text = '';
  for (const [key, value] of Object.entries(map)) {
    text += `${indent}${plainKey.test(key) ? key : printText(key)}:${printBelow(value, indent)}`;
  }
  return text;
}

function printBelow(value: YamlValue, indent: string): string {
  if (Array.isArray(value)) {
    const items = value as readonly YamlValue[];
    if (items.length === 0) return ' []\n';
    return `\n${items.map((item) => printItem(item, indent + indentation)).join('')}`;
  }
  if (!isYamlMap(value)) return ` ${printScalar(value as string | number | boolean | null)}\n`;
  return Object.keys(value).length === 0 ? ' {}\n' : `\n${printMap(value, indent + indentation)}`;
}

function printItem(item: YamlValue, indent: string): string {
  if (isYamlMap(item) && Object.keys(item).length > 0) {
    const lines = printMap(item, `${indent}  `);
    return `${indent}- ${lines.slice(indent.length + 2)}`;
  }
  return `${indent}-${printBelow(item, indent)}`;
}

function printScalar(value: string | number | boolean | null): string {
  if (typeof value === 'string') return date.test(value) ? value : printText(value);
  return String(value);
}

/** Line ends and control characters need double quotes, whose escapes are those of JSON. */
function printText(text: string): string {
  return /[\p{Cc}\u2028\u2029\uFEFF]/u.test(text) ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`;
}
