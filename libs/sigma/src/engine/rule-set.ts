import type { SigmaEvent } from '../event/sigma-event.ts';
import { fitsLogSource, normalizeLogSource } from '../log-source/log-source.ts';
import type { LogSource } from '../log-source/log-source.ts';
import { overrideLogSources, resolveLogSources } from '../log-source/resolve-log-sources.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { compileRule } from './compile-rule.ts';
import { createEvaluator } from './evaluator.ts';
import { createEventView } from './event-view.ts';
import { createFieldTable } from './field-table.ts';
import { createPartition } from './partition.ts';
import type { MatchContext, Partition } from './partition.ts';
import { createPredicateTable } from './predicate-table.ts';

/** How an event's log source is found out. */
export interface MatchOptions {
  /** The pipeline's log source: wins over what the event says. */
  readonly logSource?: LogSource;
  /** Every rule is tried on every event. */
  readonly ignoreLogSource?: boolean;
}

/** The rules that match one event, in the order of the rule set. */
export interface MatchResult {
  readonly rules: readonly SigmaRule[];
  /** False where neither the event nor the options told the log source, so that every rule was tried. */
  readonly isLogSourceResolved: boolean;
}

/** Rules ready for matching. */
export interface RuleSet {
  readonly rules: readonly SigmaRule[];
  /** Synchronous and not re-entrant; the same event and options always give the same result. */
  match(event: SigmaEvent, options?: MatchOptions): MatchResult;
}

/** Most kinds of events with an index of their own; real sources have some dozens. */
const maxPartitions = 256;
const noRules: readonly SigmaRule[] = [];

/**
 * Compiles rules for matching. What belongs to one rule alone is kept with it, so compiling again after an edit is
 * cheap; indexes are built when the first event of a kind comes.
 */
export function compileRules(rules: readonly SigmaRule[]): RuleSet {
  const context = createContext(rules);
  const partitionFor = createPartitions(rules, context);
  return {
    rules,
    match: (event, { logSource, ignoreLogSource = false } = {}) => {
      const resolved = ignoreLogSource ? undefined : resolveLogSources(event);
      const sources =
        logSource === undefined || ignoreLogSource
          ? resolved
          : overrideLogSources(normalizeLogSource(logSource), resolved);
      context.view.load(event);
      const numbers = partitionFor(sources).match();
      const matched = numbers.length === 0 ? noRules : numbers.map((number) => rules[number]).filter(isRule);
      return { rules: matched, isLogSourceResolved: sources !== undefined };
    },
  };
}

function isRule(rule: SigmaRule | undefined): rule is SigmaRule {
  return rule !== undefined;
}

function createContext(rules: readonly SigmaRule[]): MatchContext {
  const compiled = rules.map(compileRule);
  const fields = createFieldTable();
  const table = createPredicateTable(compiled, fields);
  const view = createEventView(fields);
  return { rules: compiled, table, view, evaluator: createEvaluator(table, view) };
}

/** Partitions by log sources: by the identity of the list first, which the resolver keeps, then by its content. */
function createPartitions(
  rules: readonly SigmaRule[],
  context: MatchContext,
): (sources: readonly LogSource[] | undefined) => Partition {
  const byIdentity = new Map<readonly LogSource[], Partition>();
  const byContent = new Map<string, Partition>();
  let all: Partition | undefined;

  const build = (sources: readonly LogSource[] | undefined): Partition => {
    const numbers: number[] = [];
    for (const [number, { metadata }] of rules.entries()) {
      const isTried = sources?.some((source) => fitsLogSource(metadata.logSource, source)) ?? true;
      if (isTried) numbers.push(number);
    }
    return createPartition(numbers, context);
  };

  return (sources) => {
    if (sources === undefined) return (all ??= build(undefined));
    const known = byIdentity.get(sources);
    if (known !== undefined) return known;
    const content = JSON.stringify(
      sources.map(({ product, category, service }) => [product, category, service]),
    );
    const partition = byContent.get(content) ?? build(sources);
    if (byContent.size >= maxPartitions) byContent.clear();
    if (byIdentity.size >= maxPartitions) byIdentity.clear();
    byContent.set(content, partition);
    byIdentity.set(sources, partition);
    return partition;
  };
}
