import { expect, test } from 'vitest';
import { exportPaths, type ExportedRule } from './export-paths.ts';

function rule(path: string, parts: Partial<ExportedRule> = {}): ExportedRule {
  return {
    ...{ id: '1', sigmaId: 's1', path, repositoryId: 'r1', repositoryName: 'Our rules' },
    ...parts,
  };
}

test('a rule lies below the folder of its repository, as it lay where it came from', () => {
  expect(exportPaths([rule('windows/a.yml'), rule('b.YAML', { repositoryName: 'Our rules' })])).toEqual([
    'Our rules/windows/a.yml',
    'Our rules/b.YAML',
  ]);
});

test.each([
  ['../../etc/passwd', 'Our rules/etc/passwd.yml'],
  ['/etc/a.yml', 'Our rules/etc/a.yml'],
  ['..\\..\\a.yml', 'Our rules/a.yml'],
  ['a/./b//c.yml', 'Our rules/a/b/c.yml'],
  ['a\nb.yml', 'Our rules/a-b.yml'],
  ['..', 'Our rules/s1.yml'],
  ['', 'Our rules/s1.yml'],
])('the path %j becomes %s', (path, expected) => {
  expect(exportPaths([rule(path)])).toEqual([expected]);
});

test.each([
  ['../up', '-up'],
  ['a/b\\c', 'a-b-c'],
  ['..', 'r1'],
  ['C:', 'C-'],
])('the repository %j has the folder %s', (repositoryName, folder) => {
  expect(exportPaths([rule('a.yml', { repositoryName })])).toEqual([`${folder}/a.yml`]);
});

test('no two rules have the same path, and no two repositories the same folder', () => {
  const rules = [
    rule('a.yml'),
    rule('A.yml', { id: '2' }),
    rule('a.3.yml', { id: '4' }),
    rule('a.yml', { id: '3' }),
    rule('a.3.3.yml', { id: '5' }),
    rule('a.yml', { id: '6', repositoryId: 'r2', repositoryName: 'our rules' }),
  ];
  expect(exportPaths(rules)).toEqual([
    ...['Our rules/a.yml', 'Our rules/A.2.yml', 'Our rules/a.3.yml', 'Our rules/a.3.3.yml'],
    ...['Our rules/a.3.3.5.yml', 'our rules-r2/a.yml'],
  ]);
});
