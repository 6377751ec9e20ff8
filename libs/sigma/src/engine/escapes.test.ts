import { expect, test } from 'vitest';
import { parseEvent } from '../event/parse-event.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { compileRules } from './rule-set.ts';

/** What JSON may write for a character, and the character as a rule has it in double quotes. */
const escapes = [
  ['\\b', '\\b'],
  ['\\f', '\\f'],
  ['\\n', '\\n'],
  ['\\r', '\\r'],
  ['\\t', '\\t'],
  ['\\"', '\\"'],
  ['\\\\', '\\\\'],
  ['\\/', '/'],
  ['\\u0041', 'a'],
  ['\\u005c', '\\\\'],
  ['\\u0022', '\\"'],
  ['\\u000a', '\\n'],
  ['\\u001f', '\\x1f'],
  ['\\u00e9', 'é'],
  ['\\u00C9', 'é'],
  ['\\ud83d\\ude00', '😀'],
] as const;

test.each(escapes)('%s in an event is the character that it stands for', (written, meant) => {
  for (const [modifier, value, text] of [
    ['', meant, written],
    ['|contains', `xyz${meant}zyx`, `some xyz${written}zyx more`],
    ['|startswith', `begin${meant}`, `BEGIN${written}rest of the text`],
    ['|endswith', `${meant}end`, `text that comes first${written}end`],
  ] as const) {
    const rule = parseValidRule(ruleWith(`selection: {Foo${modifier}: "${value}"}\ncondition: selection`));
    const ruleSet = compileRules([rule]);
    const record = `{"Foo":"${text}","Bar":"${written}"}`;
    const parsed = parseEvent(record);
    expect(ruleSet.matchBytes(new TextEncoder().encode(record), { ignoreLogSource: true })).toMatchObject({
      rules: [rule],
    });
    expect(parsed.ok && ruleSet.match(parsed.event, { ignoreLogSource: true }).rules).toEqual([rule]);
  }
});
