import type { Diagnostic } from '@sluice/diagnostics';

/** Names that a message tells. */
const MAX_NAMED = 8;

/** Says of a file that is no Sigma what it is, where it is of a kind that many publish; undefined where it is not. */
export function foreignFormat(path: string, text: string): Diagnostic | undefined {
  if (/\.toml$/i.test(path)) return elasticRule(text);
  const keys = new Set([...text.matchAll(/^([A-Za-z_]{1,40}):/gm)].map(([, key]) => key));
  if (keys.has('detection') || keys.has('logsource')) return undefined;
  const has = (...names: readonly string[]): boolean => names.some((name) => keys.has(name));
  if (keys.has('query') && has('queryFrequency', 'queryPeriod', 'requiredDataConnectors', 'kind', 'tactics'))
    return sentinelRule(text);
  if (keys.has('search') && has('how_to_implement', 'data_source', 'known_false_positives', 'datamodel'))
    return splunkRule(text);
  return undefined;
}

/** Of Microsoft Sentinel: Kusto, in YAML. */
function sentinelRule(text: string): Diagnostic {
  const operators = namesIn(text, /^[ \t]*\|[ \t]*([a-z][a-z-]{1,30})/gm);
  const period = /^queryPeriod:[ \t]*(\w{1,20})/m.exec(text)?.[1];
  const over = period === undefined ? '' : ` over the last ${period}`;
  return refuse(
    'foreign.kql',
    `the file is a rule of Microsoft Sentinel and no Sigma: its query in Kusto (KQL) asks tables${over}${by(operators)}, and not one event`,
  );
}

/** Of Splunk's security content: SPL, in YAML. */
function splunkRule(text: string): Diagnostic {
  const body = text.slice((/^search:/m.exec(text)?.index ?? 0) + 'search:'.length);
  const end = body.search(/\n[A-Za-z_]/);
  const search = end < 0 ? body : body.slice(0, end);
  const commands = namesIn(search, /\|[ \t]*([a-z]{2,30})/g);
  const macros = namesIn(search, /`([a-z_]\w{0,60})/g);
  const through = macros.length === 0 ? '' : ` through the macros ${list(macros)}, which stand elsewhere`;
  return refuse(
    'foreign.spl',
    `the file is a detection of Splunk and no Sigma: its search in SPL asks an index${by(commands)}${through}`,
  );
}

const ELASTIC_LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['kuery', "Kibana's query language (KQL)"],
  ['eql', 'EQL'],
  ['esql', 'ES|QL'],
  ['lucene', "Lucene's query syntax"],
]);

/** Of Elastic's detection rules: one of four languages, in TOML. */
function elasticRule(text: string): Diagnostic {
  if (!/^\[rule\]/m.test(text)) return refuse('foreign.toml', 'the file is TOML, and Sigma is YAML');
  const language = /^language[ \t]*=[ \t]*["'](\w{1,40})["']/m.exec(text)?.[1] ?? '';
  const type = /^type[ \t]*=[ \t]*["'](\w{1,40})["']/m.exec(text)?.[1] ?? '';
  const isA = `the file is a rule of Elastic of the type ${type || '(none)'} and no Sigma`;
  if (type === 'machine_learning')
    return refuse(
      'foreign.machine-learning',
      `${isA}: a job of machine learning decides, and no text of the rule`,
    );
  const spoken = ELASTIC_LANGUAGES.get(language);
  if (spoken === undefined) return refuse('foreign.toml', `${isA}: it is TOML, and Sigma is YAML`);
  return refuse(
    `foreign.${language}`,
    `${isA}: it is in ${spoken}, which means what an index says of the type of each field`,
  );
}

function refuse(code: string, message: string): Diagnostic {
  const hint = 'it is not converted, as nobody could tell what gets lost: take a Sigma rule in its place';
  return { code, severity: 'error', message, hint };
}

function namesIn(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))];
}

function by(names: readonly string[]): string {
  return names.length === 0 ? '' : ` by ${list(names)}`;
}

function list(names: readonly string[]): string {
  const more = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : '';
  return names.slice(0, MAX_NAMED).join(', ') + more;
}
