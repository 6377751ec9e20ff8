import { expect, test } from 'vitest';

import { renderLine } from './render-line.ts';

test.each([
  ['text stays', 'listening', 'api | listening'],
  ['an empty line is left out', '  ', undefined],
  ['an error is shortened', '{"level":50,"time":1,"pid":2,"msg":"lost","ms":7}', 'api | error: lost ms=7'],
  ['a warning is left out', '{"level":40,"msg":"slow"}', undefined],
  [
    'the password is told',
    '{"level":30,"msg":"administrator made","password":"x"}',
    'api | administrator made password=x',
  ],
  ['broken JSON is text', '{"level":', 'api | {"level":'],
])('%s', (_, line, expected) => {
  expect(renderLine('api', line, false)).toBe(expected);
});

test('who asks for a log level sees every line of it', () => {
  expect(renderLine('api', '{"level":30,"msg":"started","port":1}', true)).toBe('api | started port=1');
});
