import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  ContractError,
  decodeMessage,
  detectionMessage,
  metricsMessage,
  pipelineMessage,
  repositoryMessage,
  revisionMessage,
  ruleMessage,
  workerMessage,
} from './index.ts';

const golden = (name: string): string =>
  readFileSync(new URL(`../golden/${name}.v1.json`, import.meta.url), 'utf8');

describe.each([
  ['rule', ruleMessage],
  ['repository', repositoryMessage],
  ['pipeline', pipelineMessage],
  ['revision', revisionMessage],
  ['metrics', metricsMessage],
  ['worker', workerMessage],
  ['detection', detectionMessage],
] as const)('a %s message of version 1', (name, schema) => {
  const text = golden(name);

  it('is read whole: no field of the golden example is dropped', () => {
    expect(decodeMessage(schema, text)).toEqual(JSON.parse(text));
  });

  it('may carry fields that this version does not know', () => {
    const extended = JSON.stringify({ ...(JSON.parse(text) as object), addedLater: { deep: true } });
    expect(decodeMessage(schema, extended)).toEqual(JSON.parse(text));
  });

  it('is refused with the place where a field is missing', () => {
    const fields = JSON.parse(text) as Record<string, unknown>;
    const [required] = Object.keys(fields).filter((field) => field !== 'schemaVersion');
    const { [required!]: _dropped, ...rest } = fields;
    expect(() => decodeMessage(schema, JSON.stringify(rest))).toThrow(ContractError);
    expect(() => decodeMessage(schema, JSON.stringify(rest))).toThrow(required!);
  });
});

it('text that is not JSON is refused as such', () => {
  expect(() => decodeMessage(revisionMessage, '{')).toThrow('not JSON');
});
