import { describe, expect, it } from 'vitest';
import { chunk, planUpload, summarize, type FileReport } from './upload-plan.ts';

const report = (path: string, outcome: FileReport['outcome']): FileReport => ({
  path,
  outcome,
  ruleId: null,
  sigmaId: null,
  title: null,
  diagnostics: [],
});

describe('planning an upload', () => {
  it('sorts rules, archives and the rest by their names', () => {
    const names = ['a.yml', 'b.YAML', 'sigma.tar.gz', 'core.ZIP', 'x.tgz', 'README.md', 'yml'];
    expect(planUpload(names, (name) => name)).toEqual({
      rules: ['a.yml', 'b.YAML'],
      archives: ['sigma.tar.gz', 'core.ZIP', 'x.tgz'],
      ignored: ['README.md', 'yml'],
    });
  });

  it('cuts into requests without losing one', () => {
    expect(chunk([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(chunk([], 2)).toEqual([]);
  });
});

describe('the report of an upload', () => {
  it('adds up its requests and puts the refused first', () => {
    const summary = summarize([
      {
        added: 2,
        changed: 0,
        unchanged: 0,
        refused: 0,
        revision: 8,
        files: [report('b10', 'ADDED'), report('b9', 'ADDED')],
      },
      {
        added: 0,
        changed: 1,
        unchanged: 1,
        refused: 1,
        revision: 9,
        files: [report('z', 'UNCHANGED'), report('c', 'CHANGED'), report('y', 'REFUSED')],
      },
    ]);
    expect(summary).toMatchObject({ added: 2, changed: 1, unchanged: 1, refused: 1, revision: 9 });
    expect(summary.files.map((file) => file.path)).toEqual(['y', 'c', 'b9', 'b10', 'z']);
  });
});
