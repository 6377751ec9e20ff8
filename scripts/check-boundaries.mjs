// Import boundaries by dependency-cruiser, and the proof that it saw every source file.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

import { root } from './bootstrap.mjs';

const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
const packages = ['apps', 'libs'].flatMap((area) =>
  readdirSync(join(root, area)).map((name) => join(area, name)),
);
const sources = [...packages, 'bench'].flatMap((folder) => sourcesBelow(join(root, folder, 'src')));
const { stdout, stderr } = spawnSync(
  process.execPath,
  [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'apps', 'libs', 'bench'],
  { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
);
const report = parse(stdout);
const seen = new Set(report.modules.map((module) => module.source));
const missed = sources.filter((source) => !seen.has(source));
const violations = report.summary.violations.map(
  ({ rule, from, to, cycle }) =>
    `${rule.name}: ${from} → ${cycle ? cycle.map((step) => step.name ?? step).join(' → ') : to}`,
);

for (const violation of violations) console.error(violation);
for (const source of missed) console.error(`not seen: ${source}`);
console.error(
  `${sources.length} source files, ${violations.length} violations, ${missed.length} files not seen`,
);
process.exit(violations.length + missed.length === 0 && sources.length > 0 ? 0 : 1);

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    console.error(stderr || text);
    process.exit(1);
  }
}

function sourcesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'generated' ? [] : sourcesBelow(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [relative(root, path)] : [];
  });
}
