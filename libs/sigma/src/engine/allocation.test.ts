import { expect, test } from 'vitest';
import { parseValidRule } from '../testing/parse-valid-rule.ts';
import { compileRules } from './rule-set.ts';

const detections = [
  '{A|re: "-k\\\\s\\\\w{1,64}(?:\\\\s?(?:-p|-s))?$"}',
  '{A|re|i: "(?:foo|bar).*baz"}',
  '{A|contains: "x?y*z"}',
  '{A|cased|contains: Needle}',
  '{B|cidr: [10.0.0.0/8, "fe80::/10", 172.16.0.0/12]}',
  '{C|contains: страница}',
  '{C|re: "стр.ница [0-9]{3}"}',
  '{A|startswith: "7z*.exe"}',
  '{D|gt: 5000}',
];
const none = new Uint8Array();
const options = { ignoreLogSource: true };

test('an event that no rule matches allocates nothing, once its like was seen', () => {
  const rules = detections.map((detection, index) =>
    parseValidRule(
      `title: T\nid: 6f1c3b0e-52d1-4f0f-9a55-0d6f7a3c1b${index + 10}\nlogsource: {product: windows}\n` +
        `detection: {s: ${detection}, condition: s}\n`,
    ),
  );
  const ruleSet = compileRules(rules);
  const encoder = new TextEncoder();
  const events = Array.from({ length: 5000 }, (_, index) =>
    encoder.encode(
      JSON.stringify({
        A: `run -k name${index} "foo" needle 7zx.ex x1y ${index}`,
        B: index % 2 === 0 ? `${index % 9}.200.17.${index % 256}` : `2001:db8::${index.toString(16)}`,
        C: `СТРАНИЦЫ ${index} É ſ`,
        D: index,
      }),
    ),
  );
  const run = (): number => {
    let matches = 0;
    // Not by an iterator, which allocates.
    for (let index = 0; index < events.length; index += 1) {
      const result = ruleSet.matchBytes(events[index] ?? none, options);
      matches += result.ok ? result.rules.length : 1;
    }
    return matches;
  };
  for (let time = 0; time < 20; time += 1) expect(run()).toBe(0);
  const perEvent = Array.from({ length: 5 }, () => {
    const before = process.memoryUsage().heapUsed;
    run();
    return (process.memoryUsage().heapUsed - before) / events.length;
  });
  // What the measuring and the compiler of the platform take is a few bytes; a text is 50 at least.
  expect(perEvent.filter((bytes) => bytes >= 0).sort((a, b) => a - b)[0]).toBeLessThan(8);
});
