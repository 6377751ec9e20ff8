import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

import { root } from './bootstrap.mjs';

/** Which files belong to which vitest project; vitest.config.ts says the same in globs. */
const belongs = {
  unit: (file) =>
    /^((apps|libs)\/[^/]+\/src|scripts)\/.*\.test\.tsx?$/.test(file) &&
    !/\.(integration|browser)\.test\./.test(file),
  integration: (file) => /^(apps|libs)\/[^/]+\/src\/.*\.integration\.test\.ts$/.test(file),
  browser: (file) => /^apps\/web\/e2e\/.*\.browser\.test\.ts$/.test(file),
};
const sharedData = join(root, '../shared');

/** A vitest project as a step: its own tests are counted, and each of its files must really have run. */
export function vitestStep(project) {
  const report = join(root, 'test-results', `${project}.json`);
  mkdirSync(join(root, 'test-results'), { recursive: true });
  rmSync(report, { force: true });
  return {
    name: `${project} tests`,
    command: `vitest run --project ${project} --reporter=default --reporter=json --outputFile.json=${report}`,
    count: ({ ok }) => countReport(project, report, ok),
  };
}

function countReport(project, report, ok) {
  const files = testFiles().filter(belongs[project]);
  if (files.length === 0) return failure(`no ${project} test exists`);
  if (!existsSync(report)) return failure('the runner wrote no report');
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const counts = { passed: 0, failed: 0, skipped: 0, problems: [] };
  const ran = new Set();
  for (const { name, status, assertionResults } of testResults) {
    const file = relative(root, name);
    ran.add(file);
    for (const test of assertionResults) countTest(test, counts);
    if (
      assertionResults.length === 0 ||
      (status === 'failed' && !assertionResults.some((test) => test.status === 'failed'))
    ) {
      fail(counts, `${file} did not run`);
    }
  }
  for (const file of files) if (!ran.has(file)) fail(counts, `${file} was not run`);
  if (!ok && counts.failed === 0) fail(counts, 'the runner reports an error outside of the tests');
  return counts;
}

/** A test may be skipped only where the data that it reads, in ../shared, is absent. */
function countTest({ status, fullName }, counts) {
  if (status === 'passed') counts.passed += 1;
  else if (status === 'failed') counts.failed += 1;
  else if (existsSync(sharedData)) fail(counts, `skipped although ../shared is there: ${fullName}`);
  else counts.skipped += 1;
}

function fail(counts, problem) {
  counts.failed += 1;
  counts.problems.push(problem);
}

const failure = (problem) => ({ passed: 0, failed: 1, skipped: 0, problems: [problem] });

function testFiles() {
  return ['apps', 'libs', 'scripts'].flatMap((area) => below(join(root, area)));
}

function below(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (['node_modules', 'dist'].includes(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? below(path) : [relative(root, path)];
  });
}
