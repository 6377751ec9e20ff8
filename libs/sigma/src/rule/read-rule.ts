import { maxTests } from '../detection/reading.ts';
import type { Report } from '../report.ts';
import type { YamlDocument } from '../yaml/yaml-node.ts';
import type { ParseOptions } from './parse-options.ts';
import { readDetection } from './read-detection.ts';
import { readMetadata } from './read-metadata.ts';
import type { SigmaRule } from './rule.ts';

/** Reads a detection rule. Problems go to the report; after an error the result is undefined. */
export function readRule(
  document: YamlDocument,
  report: Report,
  options: ParseOptions,
): SigmaRule | undefined {
  if (document.root.kind !== 'map') {
    report.error('sigma.rule.not-a-map', 'a rule is a map of keys and values', {
      span: document.spanOf(document.root),
    });
    return undefined;
  }
  const metadata = readMetadata(document, report, options);
  const { placeholders = {} } = options;
  const detection = readDetection({ document, report, placeholders, testsLeft: maxTests });
  return report.hasErrors() ? undefined : { metadata, detection };
}
