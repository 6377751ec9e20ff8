import type { DocumentReport } from '../document-report.ts';
import { normalizeLogSource } from '../log-source/log-source.ts';
import type { LogSource } from '../log-source/log-source.ts';
import { ownText } from '../pattern/own-text.ts';
import { entryOf, itemsOf, textOf } from '../yaml/yaml-node.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import { createBoundedCache } from './bounded-cache.ts';
import { intern } from './intern.ts';
import { readTags } from './read-tags.ts';
import type { ParseOptions } from './parse-options.ts';
import type { Level, RelatedRule, RuleMetadata } from './rule.ts';

const levels: readonly Level[] = ['informational', 'low', 'medium', 'high', 'critical'];
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Texts that a rule may have, whether many rules have the same, and whether only people read it. */
const optionalTexts = [
  ['name', false, false],
  ['status', true, false],
  ['description', false, true],
  ['author', true, true],
  ['date', false, true],
  ['modified', false, true],
] as const;
const none: readonly string[] = [];

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Reads all but the detection. Problems go to the report; the result is only meant for a document without errors. */
export function readMetadata(
  report: DocumentReport,
  { isForMatching = false }: ParseOptions = {},
  kind: 'rule' | 'correlation' | 'filter' = 'rule',
): RuleMetadata {
  const { root } = report.document;
  const list = (name: string): readonly string[] => listOf(entryOf(root, name)?.value);
  const { tags, techniques, tactics } = readTags(list('tags'));
  const metadata: Writable<RuleMetadata> = {
    id: readId(root, report, kind === 'rule'),
    title: readTitle(root, report),
    level: readLevel(root, report),
    references: isForMatching ? none : list('references').map(ownText),
    tags,
    falsePositives: isForMatching ? none : list('falsepositives').map(intern),
    logSource: readLogSource(root, report, kind !== 'correlation'),
    techniques,
    tactics,
  };
  for (const [name, isRepeated, isForPeople] of optionalTexts) {
    if (isForMatching && isForPeople) continue;
    const text = textOf(entryOf(root, name)?.value);
    if (text !== undefined) metadata[name] = isRepeated ? intern(text) : ownText(text);
  }
  const related = isForMatching ? [] : readRelated(entryOf(root, 'related')?.value, report);
  if (related.length > 0) metadata.related = related;
  return metadata;
}

/** Rules that this one has to do with (Sigma rules specification, "Related"). What has no id is left out with a warning. */
function readRelated(node: YamlNode | undefined, report: DocumentReport): readonly RelatedRule[] {
  const related: RelatedRule[] = [];
  const isAbsent = node === undefined || (node.kind === 'scalar' && node.value === null);
  for (const item of isAbsent ? [] : itemsOf(node)) {
    const id = textOf(entryOf(item, 'id')?.value)?.trim();
    const type = textOf(entryOf(item, 'type')?.value)?.toLowerCase();
    if (id !== undefined && type !== undefined) related.push({ id: ownText(id), type: intern(type) });
    else report.warning('sigma.rule.related', 'a related rule is a map with "id" and "type"', item);
  }
  return related;
}

function readId(root: YamlNode, report: DocumentReport, isNeeded: boolean): string {
  const entry = entryOf(root, 'id');
  const id = textOf(entry?.value)?.trim() ?? '';
  if (id !== '' && !uuid.test(id))
    report.warning('sigma.rule.id-not-uuid', `the id "${id}" is not a UUID`, entry?.value);
  if (id === '' && isNeeded) {
    const message = 'the rule has no id, by which its matches are reported';
    report.error('sigma.rule.id-missing', message, entry?.key, idHint);
  }
  return ownText(id);
}

/** What to do about a missing id. */
export const idHint = 'add an "id" with a random UUID (version 4)';

function readTitle(root: YamlNode, report: DocumentReport): string {
  const entry = entryOf(root, 'title');
  const title = textOf(entry?.value) ?? '';
  if (title.trim() === '') report.error('sigma.rule.title-missing', 'the rule has no title', entry?.key);
  return ownText(title);
}

function readLevel(root: YamlNode, report: DocumentReport): Level {
  const entry = entryOf(root, 'level');
  if (entry === undefined) return 'informational';
  const written = textOf(entry.value)?.toLowerCase();
  const level = levels.find((candidate) => candidate === written);
  if (level !== undefined) return level;
  const hint = `use one of ${levels.join(', ')}`;
  report.error('sigma.rule.level', `there is no level "${String(written)}"`, entry.value, hint);
  return 'informational';
}

function readLogSource(root: YamlNode, report: DocumentReport, isNeeded: boolean): LogSource {
  const node = entryOf(root, 'logsource')?.value;
  if (node?.kind !== 'map') {
    if (isNeeded) report.error('sigma.rule.logsource-missing', 'the rule has no "logsource" map', node);
    return {};
  }
  const part = (name: keyof LogSource): string => {
    const value = entryOf(node, name)?.value;
    const text = textOf(value);
    if (value !== undefined && text === undefined)
      report.error('sigma.rule.logsource-part', `"${name}" must be a text`, value);
    return text ?? '';
  };
  return sameLogSource(part('product'), part('category'), part('service'));
}

/** SigmaHQ has 136. */
const logSources = createBoundedCache<LogSource>(5000, 300);

/** The same object for equal log sources: many rules share a few. Empty parts count as none. */
function sameLogSource(product: string, category: string, service: string): LogSource {
  return logSources(`${product}\n${category}\n${service}`, () =>
    normalizeLogSource({ product, category, service }),
  );
}

function listOf(node: YamlNode | undefined): readonly string[] {
  if (node === undefined) return none;
  const texts: string[] = [];
  for (const item of itemsOf(node)) {
    const text = textOf(item);
    if (text !== undefined) texts.push(text);
  }
  return texts.length === 0 ? none : texts;
}
