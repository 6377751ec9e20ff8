import { expect, it } from 'vitest';
import { selectFiles } from './select-files.ts';

const paths = ['rules/a.yml', 'rules/windows/b.yml', 'rules-dfir/c.yml', 'tests/rules/d.yml', 'e.yml'];
const others = ['README.md', 'rules/f.toml', 'rules/windows/g.TOML', 'pyproject.toml', 'rules/h.yml.txt'];

it.each([
  [[], paths],
  [['rules'], ['rules/a.yml', 'rules/windows/b.yml']],
  [['rules/windows/b.yml'], ['rules/windows/b.yml']],
  [['rules/*.yml'], ['rules/a.yml']],
  [['rules*/**'], ['rules/a.yml', 'rules/windows/b.yml', 'rules-dfir/c.yml']],
  [['**/rules/*.yml'], ['rules/a.yml', 'tests/rules/d.yml']],
  [['rules', '!rules/windows'], ['rules/a.yml']],
  [
    ['!rules', '!tests'],
    ['rules-dfir/c.yml', 'e.yml'],
  ],
  [['ru?es/a.yml'], ['rules/a.yml']],
])('%j chooses %j', (patterns, expected) => {
  expect(paths.filter((path) => selectFiles(patterns).isWanted(path))).toEqual(expected);
});

it.each([
  [[], []],
  [['rules'], []],
  [['rules/**'], []],
  [['rules/**/*.toml'], ['rules/f.toml']],
  [['rules/f.toml'], ['rules/f.toml']],
  [['*.md', 'rules/*.txt'], []],
])('%j chooses %j of what is no YAML', (patterns, expected) => {
  expect(others.filter((path) => selectFiles(patterns).isWanted(path))).toEqual(expected);
});

it('says which folders are not there', () => {
  const selection = selectFiles(['rules', 'rules-gone', '!tests', '*.yaml']);
  paths.forEach((path) => selection.isWanted(path));
  expect(selection.unused()).toEqual(['rules-gone', '*.yaml']);
});

it('hostile patterns end soon', () => {
  const selection = selectFiles([`${'*a'.repeat(10)}b`, `${'**/'.repeat(5)}x`]);
  const start = performance.now();
  selection.isWanted(`${'a'.repeat(250)}c`);
  selection.isWanted(`${'a/'.repeat(120)}c`);
  expect(performance.now() - start).toBeLessThan(2_000);
});
