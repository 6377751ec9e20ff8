import type { Report } from '../report.ts';
import { maxCollectionLength, maxDocuments } from './limits.ts';
import { createSource, readFully } from './read-fully.ts';
import { splitDocuments } from './split-documents.ts';
import type { TextRange } from './split-documents.ts';
import type { YamlDocument } from './yaml-node.ts';

/** Where the documents of a text are; undefined, and reported, if it is too long or holds too many. */
export function findDocuments(text: string, report: Report): readonly TextRange[] | undefined {
  if (text.length > maxCollectionLength) {
    const message = `the text has ${text.length} characters, more than ${maxCollectionLength}`;
    report.error('sigma.yaml.too-long', message);
    return undefined;
  }
  const ranges = splitDocuments(text);
  if (ranges.length <= maxDocuments) return ranges;
  report.error('sigma.yaml.too-many-documents', `the text holds more than ${maxDocuments} documents`, {
    hint: 'spread the rules over several files',
  });
  return undefined;
}

/** Reads YAML text of one or more documents, with places; those that hold nothing are left out. Undefined after any error. */
export function readYaml(text: string, report: Report): readonly YamlDocument[] | undefined {
  const ranges = findDocuments(text, report);
  if (ranges === undefined) return undefined;
  const source = createSource(text);
  const documents = ranges
    .map((range) => readFully(source, range, report))
    .filter((document) => document !== undefined);
  return report.hasErrors() ? undefined : documents;
}
