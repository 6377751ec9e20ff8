import { normalizeLogSource } from '../log-source/log-source.ts';
import type { LogSource } from '../log-source/log-source.ts';
import type { Report } from '../report.ts';
import { entryOf } from '../yaml/yaml-node.ts';
import type { YamlDocument, YamlNode } from '../yaml/yaml-node.ts';
import type { Level, RuleMetadata } from './rule.ts';

const levels: readonly Level[] = ['informational', 'low', 'medium', 'high', 'critical'];
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Reads all but the detection. Problems go to the report; the result is only meant for a rule without errors. */
export function readMetadata(document: YamlDocument, report: Report): RuleMetadata {
  const text = (name: string): string | undefined => textOf(entryOf(document.root, name)?.value);
  const list = (name: string): readonly string[] => listOf(entryOf(document.root, name)?.value);
  const optional = (name: string): Record<string, string> => {
    const value = text(name);
    return value === undefined ? {} : { [name]: value };
  };
  const tags = list('tags').map((tag) => tag.toLowerCase());
  return {
    id: readId(document, report),
    title: readTitle(document, report),
    level: readLevel(document, report),
    ...optional('name'),
    ...optional('status'),
    ...optional('description'),
    ...optional('author'),
    ...optional('date'),
    ...optional('modified'),
    references: list('references'),
    tags,
    falsePositives: list('falsepositives'),
    logSource: readLogSource(document, report),
    techniques: attackTags(tags, /^t\d{4}(?:\.\d{3})?$/).map((id) => id.toUpperCase()),
    tactics: attackTags(tags, /^(?![tgs]\d)/).map((tactic) => tactic.replaceAll('_', '-')),
  };
}

function attackTags(tags: readonly string[], shape: RegExp): readonly string[] {
  const names = tags.filter((tag) => tag.startsWith('attack.')).map((tag) => tag.slice('attack.'.length));
  return [...new Set(names.filter((name) => shape.test(name)))];
}

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
  return id;
}

function readTitle(document: YamlDocument, report: Report): string {
  const entry = entryOf(document.root, 'title');
  const title = textOf(entry?.value) ?? '';
  if (title.trim() === '') {
    const at = entry?.key ?? { start: document.root.start, end: document.root.start };
    report.error('sigma.rule.title-missing', 'the rule has no title', { span: document.spanOf(at) });
  }
  return title;
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
  const part = (name: keyof LogSource): LogSource => {
    const value = entryOf(entry.value, name)?.value;
    const text = textOf(value);
    if (value !== undefined && text === undefined) {
      report.error('sigma.rule.logsource-part', `"${name}" must be a text`, { span: document.spanOf(value) });
    }
    return text === undefined ? {} : { [name]: text };
  };
  return normalizeLogSource({ ...part('product'), ...part('category'), ...part('service') });
}

function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;
}

function listOf(node: YamlNode | undefined): readonly string[] {
  const items = node?.kind === 'list' ? node.items : node === undefined ? [] : [node];
  return items.map(textOf).filter((text) => text !== undefined);
}
