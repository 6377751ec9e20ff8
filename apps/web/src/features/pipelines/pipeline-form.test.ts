import { describe, expect, it } from 'vitest';
import {
  createInputOf,
  emptyPipeline,
  formOfPipeline,
  pipelineForm,
  updateInputOf,
  type PipelineForm,
} from './pipeline-form.ts';

const valid: PipelineForm = {
  ...emptyPipeline,
  name: 'Edge',
  sourceTopics: ['sysmon'],
  destinationTopic: 'tagged',
  repositoryIds: ['r1'],
};

describe('the pipeline form', () => {
  it('accepts a complete pipeline and trims its name', () => {
    expect(pipelineForm.parse({ ...valid, name: '  Edge ' }).name).toBe('Edge');
  });

  it.each([
    ['name', { name: '   ' }],
    ['sourceTopics', { sourceTopics: [] }],
    ['destinationTopic', { destinationTopic: '' }],
    ['destinationTopic', { destinationTopic: 'has space' }],
    ['destinationTopic', { destinationTopic: 'sysmon' }],
    ['repositoryIds', { repositoryIds: [] }],
    ['newTopicPartitions', { newTopicPartitions: 0 }],
    ['startAt', { startPosition: 'TIMESTAMP' as const, startAt: '' }],
  ])('refuses, at %s, %j', (field, change) => {
    const result = pipelineForm.safeParse({ ...valid, ...change });
    expect(result.error?.issues.map((issue) => issue.path[0])).toEqual([field]);
  });

  it('sends no log source where none is filled in, and nulls for the parts left empty', () => {
    expect(createInputOf(valid).sigmaLogSource).toBeNull();
    expect(createInputOf({ ...valid, product: 'aws' }).sigmaLogSource).toEqual({
      product: 'aws',
      category: null,
      service: null,
    });
  });

  it('sends a time as it is everywhere, and shows it as it is here', () => {
    const startAt = '2026-11-21T08:30';
    const input = createInputOf({ ...valid, startPosition: 'TIMESTAMP', startAt });
    expect(input.startAt).toBe(new Date(2026, 10, 21, 8, 30).toISOString());
    expect(createInputOf({ ...valid, startAt }).startAt).toBeNull();
  });

  it('never sends a start position with an update', () => {
    expect(updateInputOf(valid, 'p1', 4)).toMatchObject({ id: 'p1', version: 4 });
    expect(updateInputOf(valid, 'p1', 4)).not.toHaveProperty('startPosition');
  });

  it('shows a saved pipeline as it would be saved again', () => {
    const row = {
      id: 'p1',
      name: 'Edge',
      enabled: false,
      sourceTopics: ['sysmon'],
      destinationTopic: 'tagged',
      writeUntagged: true,
      startPosition: 'EARLIEST' as const,
      startAt: null,
      version: 2,
      createdAt: '',
      updatedAt: '',
      sigmaLogSource: { product: 'windows', category: null, service: null },
      repositories: [{ id: 'r1', name: 'Demo', ruleCount: 3 }],
    };
    expect(createInputOf(formOfPipeline(row))).toEqual({
      name: 'Edge',
      enabled: false,
      sourceTopics: ['sysmon'],
      destinationTopic: 'tagged',
      writeUntagged: true,
      startPosition: 'EARLIEST',
      startAt: null,
      sigmaLogSource: { product: 'windows', category: null, service: null },
      repositoryIds: ['r1'],
    });
  });
});
