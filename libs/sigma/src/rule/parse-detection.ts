import type { Result } from '@sluice/diagnostics';
import { reportOn } from '../document-report.ts';
import { createReport, resultOf } from '../report.ts';
import { createSource, readFully } from '../yaml/read-fully.ts';
import { findDocuments } from '../yaml/read-yaml.ts';
import { entryOf } from '../yaml/yaml-node.ts';
import { readDetection } from './read-detection.ts';
import type { RuleMetadata, SigmaRule } from './rule.ts';

/**
 * Reads a text of which only the `detection` counts, as a rule that every log source fits: what excludes events from
 * matching is written so. Never throws; other keys may stand there and mean nothing.
 */
export function parseDetection(
  text: string,
  { id, title }: Pick<RuleMetadata, 'id' | 'title'>,
): Result<SigmaRule> {
  const report = createReport();
  const ranges = findDocuments(text, report);
  const source = createSource(text);
  const [first, second] = ranges ?? [];
  const document = first && readFully(source, first, report);
  if (document === undefined) {
    if (!report.hasErrors()) report.error('sigma.rule.empty', 'the text holds no document');
    return resultOf<SigmaRule>(undefined, report);
  }
  const placed = reportOn(document, report);
  if (second !== undefined) {
    const message = 'the text holds several documents where one detection belongs';
    placed.error('sigma.rule.several-documents', message, source.spanAt(second.start, second.end));
  }
  if (document.root.kind !== 'map')
    placed.error(
      'sigma.rule.not-a-map',
      'a text with a detection is a map of keys and values',
      document.root,
    );
  if (report.hasErrors()) return resultOf<SigmaRule>(undefined, report);
  const detection = readDetection(entryOf(document.root, 'detection'), placed);
  return resultOf({ metadata: { ...noMetadata, id, title }, detection }, report);
}

const noMetadata: Omit<RuleMetadata, 'id' | 'title'> = {
  level: 'informational',
  references: [],
  tags: [],
  falsePositives: [],
  logSource: {},
  techniques: [],
  tactics: [],
};
