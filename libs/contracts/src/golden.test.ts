import { describe, expect, it } from 'vitest';
import detection from './golden/detection.v1.json' with { type: 'json' };
import filter from './golden/filter.v1.json' with { type: 'json' };
import logSource from './golden/log-source.v1.json' with { type: 'json' };
import metrics from './golden/metrics.v1.json' with { type: 'json' };
import pipeline from './golden/pipeline.v1.json' with { type: 'json' };
import repository from './golden/repository.v1.json' with { type: 'json' };
import revision from './golden/revision.v1.json' with { type: 'json' };
import rule from './golden/rule.v1.json' with { type: 'json' };
import shadowMatch from './golden/shadow-match.v1.json' with { type: 'json' };
import worker from './golden/worker.v1.json' with { type: 'json' };
import {
  ContractError,
  decodeMessage,
  detectionMessage,
  filterMessage,
  logSourceMessage,
  metricsMessage,
  pipelineMessage,
  repositoryMessage,
  revisionMessage,
  ruleMessage,
  shadowMatchMessage,
  workerMessage,
} from './index.ts';

describe.each([
  ['rule', ruleMessage, rule],
  ['repository', repositoryMessage, repository],
  ['filter', filterMessage, filter],
  ['log-source', logSourceMessage, logSource],
  ['pipeline', pipelineMessage, pipeline],
  ['revision', revisionMessage, revision],
  ['metrics', metricsMessage, metrics],
  ['worker', workerMessage, worker],
  ['detection', detectionMessage, detection],
  ['shadow-match', shadowMatchMessage, shadowMatch],
] as const)('a %s message of version 1', (_name, schema, golden) => {
  const text = JSON.stringify(golden);

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

it('a pipeline that was written before there were filters has none', () => {
  const added = [
    'filterIds',
    'disabledRuleIds',
    'customFields',
    'writeFiltered',
    'writeParsed',
    'logSourceId',
  ];
  const before = Object.fromEntries(Object.entries(pipeline).filter(([field]) => !added.includes(field)));
  expect(decodeMessage(pipelineMessage, JSON.stringify(before))).toEqual({
    ...before,
    filterIds: [],
    disabledRuleIds: [],
    customFields: {},
    writeFiltered: false,
    writeParsed: false,
  });
});

it('metrics of a worker that does not count what rules cost have none of it', () => {
  const { tries: _added, ...before } = metrics;
  expect(decodeMessage(metricsMessage, JSON.stringify(before))).toEqual({ ...before, tries: {} });
});

it('text that is not JSON is refused as such', () => {
  expect(() => decodeMessage(revisionMessage, '{')).toThrow('not JSON');
});
