import { mandatoryText } from '../detection/mandatory-text.ts';
import type { Predicate } from '../detection/predicate.ts';
import { foldCase } from '../pattern/fold.ts';

/** Texts that most Windows, Linux or cloud events contain somewhere: a part of one tells little. Case-folded. */
const commonTexts = [
  'c:\\windows\\system32\\svchost.exe',
  'c:\\windows\\system32\\lsass.exe',
  'c:\\windows\\explorer.exe',
  'c:\\program files (x86)\\microsoft\\',
  'c:\\users\\',
  '\\appdata\\local\\temp\\',
  'hklm\\system\\currentcontrolset\\services\\',
  'hklm\\software\\microsoft\\windows\\currentversion\\',
  'hku\\software\\',
  'nt authority\\system',
  '/usr/bin/',
  'https://www.',
  '.amazonaws.com',
];

/** Programs that run all the time. */
const commonPrograms =
  /(?:svchost|services|lsass|explorer|cmd|powershell|conhost|rundll32|wmiprvse|taskhostw)\.exe$/;

/** Fields with few distinct values. */
const coarseFields: ReadonlySet<string> = new Set([
  ...[
    'EventID',
    'Channel',
    'Provider_Name',
    'EventType',
    'Level',
    'Protocol',
    'Initiated',
    'LogonType',
    'User',
    'type',
  ],
  ...[
    'eventSource',
    'IntegrityLevel',
    'Status',
    'Signed',
    'SubjectUserName',
    'AccessMask',
    'DestinationPort',
  ],
]);

/**
 * Rough share of events on which the predicate holds, for choosing between predicates that a rule can't do without;
 * undefined for one that an index can't find because it may hold where the field is absent.
 */
export function estimateFrequency({ field, test }: Predicate): number | undefined {
  const weight = field === undefined ? 8 : coarseFields.has(field) ? 10 : 1;
  switch (test.kind) {
    case 'equals':
      return weight * (test.text.length < 4 ? 0.02 : 0.004);
    case 'prefix':
    case 'suffix':
    case 'contains':
      return weight * frequencyOfText(foldCase(test.text));
    case 'wildcard':
    case 'regex': {
      const literal = mandatoryText(test);
      return literal.length < 2 ? weight * 0.5 : weight * frequencyOfText(foldCase(literal)) * 1.5;
    }
    case 'network':
    case 'compare':
    case 'time':
    case 'field':
    case 'exists':
    case 'value':
      return weight * 0.5;
    case 'null':
      return undefined;
  }
}

function frequencyOfText(text: string): number {
  if (commonTexts.some((common) => common.includes(text))) return 0.3;
  if (commonPrograms.test(text)) return 0.05;
  return Math.max(0.0005, 0.3 * 0.7 ** text.length);
}
