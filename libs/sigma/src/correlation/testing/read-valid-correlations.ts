import { createReport } from '../../report.ts';
import { readYaml } from '../../yaml/read-yaml.ts';
import type { Correlation } from '../correlation.ts';
import { readCorrelation } from '../read-correlation.ts';

/** Reads the correlation documents of a text that the test takes for valid. */
export function readValidCorrelations(text: string): readonly Correlation[] {
  const report = createReport();
  const read = (readYaml(text, report) ?? []).map((document) => readCorrelation(document, report));
  const correlations = read.filter((correlation) => correlation !== undefined);
  if (report.hasErrors() || correlations.length !== read.length) {
    throw new Error(`the test's correlation is refused: ${JSON.stringify(report.diagnostics)}`);
  }
  return correlations;
}

/** A correlation document around a section, which is indented as it must be. */
export function correlationWith(section: string, key = 'c'): string {
  const indented = section
    .trim()
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
  return `title: Test\nname: ${key}\ncorrelation:\n${indented}\n`;
}
