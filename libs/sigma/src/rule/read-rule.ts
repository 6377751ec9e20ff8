import { reportOn } from '../document-report.ts';
import type { Report } from '../report.ts';
import { entryOf } from '../yaml/yaml-node.ts';
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
  const { root } = document;
  const placed = reportOn(document, report);
  if (root.kind !== 'map') {
    placed.error('sigma.rule.not-a-map', 'a rule is a map of keys and values', root);
    return undefined;
  }
  const metadata = readMetadata(placed, options);
  const detection = readDetection(entryOf(root, 'detection'), placed, options.placeholders);
  return report.hasErrors() ? undefined : { metadata, detection };
}
