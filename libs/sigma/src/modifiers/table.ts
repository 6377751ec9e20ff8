import { base64Modifier, base64Offset } from './base64.ts';
import { compare } from './compare.ts';
import { exists } from './exists.ts';
import { fieldReference } from './field-reference.ts';
import type { Modifier } from './modifier.ts';
import { cidr } from './network.ts';
import { re, regexFlag } from './regex.ts';
import { timeParts } from './time-part.ts';
import { utf16, utf16be, utf16le } from './utf16.ts';
import { windash } from './windash.ts';
import { contains, endsWith, startsWith } from './wrap.ts';

/** Every modifier of the Sigma specification 2.1 (appendix "Modifiers"), with the long names that pySigma also reads. */
export const modifiers: ReadonlyMap<string, Modifier> = new Map<string, Modifier>([
  ['all', { kind: 'item', effect: 'all' }],
  ['cased', { kind: 'item', effect: 'cased' }],
  ['neq', { kind: 'item', effect: 'neq' }],
  ['expand', { kind: 'item', effect: 'expand' }],
  ['contains', contains],
  ['startswith', startsWith],
  ['endswith', endsWith],
  ['base64', base64Modifier],
  ['base64offset', base64Offset],
  ['wide', utf16le],
  ['utf16le', utf16le],
  ['utf16be', utf16be],
  ['utf16', utf16],
  ['windash', windash],
  ['re', re],
  ['i', regexFlag('i')],
  ['ignorecase', regexFlag('i')],
  ['m', regexFlag('m')],
  ['multiline', regexFlag('m')],
  ['s', regexFlag('s')],
  ['dotall', regexFlag('s')],
  ['cidr', cidr],
  ['lt', compare('lt')],
  ['lte', compare('lte')],
  ['gt', compare('gt')],
  ['gte', compare('gte')],
  ['fieldref', fieldReference],
  ['exists', exists],
  ...Object.entries(timeParts),
]);
