import { expect, test } from 'vitest';

import { renderLine } from './render-line.ts';

test.each([
  ['text stays', 'listening', 'api | listening'],
  ['an empty line is left out', '  ', undefined],
  [
    'a warning is shortened',
    '{"level":40,"time":1,"pid":2,"msg":"slow","ms":7,"topic":"a"}',
    'api | warning: slow ms=7 topic=a',
  ],
  ['information is left out', '{"level":30,"msg":"started"}', undefined],
  [
    'the password is told',
    '{"level":30,"msg":"administrator made","password":"x"}',
    'api | administrator made password=x',
  ],
  ['broken JSON is text', '{"level":', 'api | {"level":'],
])('%s', (_, line, expected) => {
  expect(renderLine('api', line)).toBe(expected);
});
