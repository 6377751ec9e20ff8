import { normalizeLogSource } from '../log-source/log-source.ts';
import type { LogSource } from '../log-source/log-source.ts';
import { ownText } from '../pattern/own-text.ts';
import type { Report } from '../report.ts';
import { entryOf } from '../yaml/yaml-node.ts';
import type { YamlDocument, YamlNode } from '../yaml/yaml-node.ts';
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

/** Reads all but the detection. Problems go to the report; the result is only meant for a rule without errors. */
export function readMetadata(
  document: YamlDocument,
  report: Report,
  { isForMatching = false }: ParseOptions = {},
): RuleMetadata {
  const list = (name: string): readonly string[] => listOf(entryOf(document.root, name)?.value);
  const { tags, techniques, tactics } = readTags(list('tags'));
  const metadata: Writable<RuleMetadata> = {
    id: readId(document, report),
    title: readTitle(document, report),
    level: readLevel(document, report),
    references: isForMatching ? none : list('references').map(ownText),
    tags,
    falsePositives: isForMatching ? none : list('falsepositives').map(intern),
    logSource: readLogSource(document, report),
    techniques,
    tactics,
  };
  for (const [name, isRepeated, isForPeople] of optionalTexts) {
    if (isForMatching && isForPeople) continue;
    const text = textOf(entryOf(document.root, name)?.value);
    if (text !== undefined) metadata[name] = isRepeated ? intern(text) : ownText(text);
  }
  const related = isForMatching ? noRelated : readRelated(document, report);
  if (related.length > 0) metadata.related = related;
  return metadata;
}

/** Rules that this one has to do with (Sigma rules specification, "Related"). What has no id is left out with a warning. */
function readRelated(document: YamlDocument, report: Report): readonly RelatedRule[] {
  const value = entryOf(document.root, 'related')?.value;
  if (value === undefined || (value.kind === 'scalar' && value.value === null)) return noRelated;
  const related: RelatedRule[] = [];
  for (const item of value.kind === 'list' ? value.items : [value]) {
    const id = textOf(entryOf(item, 'id')?.value)?.trim();
    const type = textOf(entryOf(item, 'type')?.value)?.toLowerCase();
    if (id !== undefined && type !== undefined) related.push({ id: ownText(id), type: intern(type) });
    else {
      report.warning('sigma.rule.related', 'a related rule is a map with "id" and "type"', {
        span: document.spanOf(item),
      });
    }
  }
  return related;
}

const noRelated: readonly RelatedRule[] = [];

function readId(document: YamlDocument, report: Report): string {
  const entry = entryOf(document.root, 'id');
  const id = textOf(entry?.value)?.trim() ?? '';
  if (entry === undefined || id === '') {
    const hint = 'add an "id" with a random UUID (version 4)';
    report.error('sigma.rule.id-missing', 'the rule has no id, by which its matches are reported', {
      span: document.spanOf(entry?.key ?? { start: document.root.start, end: document.root.start }),
      hint,
    });
  } else if (!uuid.test(id)) {
    report.warning('sigma.rule.id-not-uuid', `the id "${id}" is not a UUID`, {
      span: document.spanOf(entry.value),
    });
  }
  return ownText(id);
}

function readTitle(document: YamlDocument, report: Report): string {
  const entry = entryOf(document.root, 'title');
  const title = textOf(entry?.value) ?? '';
  if (title.trim() === '') {
    const at = entry?.key ?? { start: document.root.start, end: document.root.start };
    report.error('sigma.rule.title-missing', 'the rule has no title', { span: document.spanOf(at) });
  }
  return ownText(title);
}

function readLevel(document: YamlDocument, report: Report): Level {
  const entry = entryOf(document.root, 'level');
  if (entry === undefined) return 'informational';
  const written = textOf(entry.value)?.toLowerCase();
  const level = levels.find((candidate) => candidate === written);
  if (level === undefined) {
    const hint = `use one of ${levels.join(', ')}`;
    report.error('sigma.rule.level', `there is no level "${String(written)}"`, {
      span: document.spanOf(entry.value),
      hint,
    });
  }
  return level ?? 'informational';
}

function readLogSource(document: YamlDocument, report: Report): LogSource {
  const entry = entryOf(document.root, 'logsource');
  if (entry?.value.kind !== 'map') {
    const span = document.spanOf(entry?.value ?? { start: document.root.start, end: document.root.start });
    report.error('sigma.rule.logsource-missing', 'the rule has no "logsource" map', { span });
    return {};
  }
  const part = (name: keyof LogSource): string => {
    const value = entryOf(entry.value, name)?.value;
    const text = textOf(value);
    if (value !== undefined && text === undefined) {
      report.error('sigma.rule.logsource-part', `"${name}" must be a text`, { span: document.spanOf(value) });
    }
    return text ?? '';
  };
  return sameLogSource(part('product'), part('category'), part('service'));
}

/** SigmaHQ has 136. */
const logSources = createBoundedCache<LogSource>(5000, 300);

/** The same object for equal log sources: many rules share a few. Empty parts count as none. */
function sameLogSource(product: string, category: string, service: string): LogSource {
  const key = `${product}\n${category}\n${service}`;
  const same = logSources.get(key);
  if (same !== undefined) return same;
  const logSource = normalizeLogSource({ product, category, service });
  logSources.set(key, logSource);
  return logSource;
}

function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;
}

const noTexts: readonly string[] = [];

function listOf(node: YamlNode | undefined): readonly string[] {
  if (node === undefined) return noTexts;
  const items = node.kind === 'list' ? node.items : [node];
  const texts: string[] = [];
  for (const item of items) {
    const text = textOf(item);
    if (text !== undefined) texts.push(text);
  }
  return texts.length === 0 ? noTexts : texts;
}
