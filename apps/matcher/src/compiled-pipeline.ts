import type { PipelineMessage } from '@sluice/contracts';
import { compileRules, type MatchOptions, type Rarity, type RuleSet, type SigmaRule } from '@sluice/sigma';
import { createFilterCompiler } from './compiled-filters.ts';
import type { Snapshot } from './config-store.ts';
import { customFieldsOf, type CustomFields } from './custom-fields.ts';
import type { LoadedRule } from './rule-store.ts';
import { createRuleTries } from './rule-tries.ts';
import type { StoredLogSource } from './stored-log-source.ts';

/** A pipeline with its rules compiled, as of one revision: all that an event meets. */
export interface CompiledPipeline {
  readonly message: PipelineMessage;
  readonly revision: number;
  readonly matchOptions: MatchOptions;
  readonly rules: CompiledRules;
  /** Undefined where events are matched as they come. */
  readonly logSource: StoredLogSource | undefined;
  /** An event that one of them matches is not tried against the rules. Undefined for none. */
  readonly filters: RuleSet | undefined;
  readonly disabledRuleIds: ReadonlySet<string>;
  readonly customFields: CustomFields;
  /** What of log source and filters can't be used, as sentences. */
  readonly faults: readonly string[];
}

export interface CompiledRules {
  readonly ruleSet: RuleSet;
  /** What this worker knows of each rule of the set. */
  readonly loaded: ReadonlyMap<SigmaRule, LoadedRule>;
  /** Rules of the repositories that this worker can't load. */
  readonly refused: number;
}

export interface PipelineCompiler {
  /**
   * The enabled pipelines of a snapshot. Rule sets live on from call to call: a small change is made to the one in
   * place, so what an earlier call answered meets it too and must be swapped for the new answer at once.
   */
  compile(snapshot: Snapshot): ReadonlyMap<string, CompiledPipeline>;
  /** What the rule set that saw most events has learned of them. */
  rarity(): Rarity | undefined;
  /** How often the most tried rules were tried since they were told of, by id; see {@link createRuleTries}. */
  takeTries(): Record<string, number>;
}

/** More changed rules than this are compiled anew: it takes longer, but the small segments of changes cost every event. */
const MAX_CHANGES = 2_000;

/** Compiles snapshots; pipelines with the same repositories share one rule set. */
export function createPipelineCompiler(kept?: Rarity): PipelineCompiler {
  let previous = new Map<string, CompiledRules>();
  const filterCompiler = createFilterCompiler();
  const tries = createRuleTries();

  function compileRepositories(
    key: string,
    repositoryIds: readonly string[],
    snapshot: Snapshot,
  ): CompiledRules {
    const wanted = new Set(repositoryIds);
    const loaded = new Map<SigmaRule, LoadedRule>();
    let refused = 0;
    for (const rule of snapshot.rules.values()) {
      if (!wanted.has(rule.repositoryId)) continue;
      if (rule.kind === 'loaded') loaded.set(rule.rule, rule);
      else refused += 1;
    }
    const last = previous.get(key);
    const ruleSet =
      last === undefined ? compile(loaded, rarity()) : change(last.ruleSet, last.loaded, loaded);
    return { ruleSet, loaded, refused };
  }

  function compilePipeline(
    message: PipelineMessage,
    rules: CompiledRules,
    snapshot: Snapshot,
  ): CompiledPipeline {
    const { logSource, logSourceId, filterIds, disabledRuleIds, customFields } = message;
    const stored = logSourceId === undefined ? undefined : snapshot.logSources.get(logSourceId);
    const filters = filterCompiler.compile(snapshot, filterIds);
    return {
      message,
      revision: snapshot.revision,
      matchOptions: logSource === undefined ? {} : { logSource },
      rules,
      logSource: stored?.script === undefined && stored?.mapFields === undefined ? undefined : stored,
      filters: filters.ruleSet,
      disabledRuleIds: new Set(disabledRuleIds),
      customFields: customFieldsOf(customFields),
      faults: stored?.fault === undefined ? filters.faults : [stored.fault, ...filters.faults],
    };
  }

  function rarity(): Rarity | undefined {
    const learned = [...previous.values()].map(({ ruleSet }) => ruleSet.rarity());
    return learned.reduce((most, each) => ((each?.events ?? 0) > (most?.events ?? 0) ? each : most), kept);
  }

  function collectTries(): void {
    for (const { ruleSet, loaded } of previous.values()) tries.collect(ruleSet, loaded);
  }

  return {
    rarity,
    takeTries() {
      collectTries();
      return tries.take();
    },
    compile(snapshot) {
      // Rules and rule sets that go now take their counts with them.
      collectTries();
      tries.keep(snapshot.rules);
      const sets = new Map<string, CompiledRules>();
      const compiled = new Map<string, CompiledPipeline>();
      for (const message of snapshot.pipelines.values()) {
        if (!message.enabled) continue;
        const key = [...message.repositoryIds].sort().join(' ');
        const rules = sets.get(key) ?? compileRepositories(key, message.repositoryIds, snapshot);
        sets.set(key, rules);
        compiled.set(message.id, compilePipeline(message, rules, snapshot));
      }
      previous = sets;
      filterCompiler.prune();
      return compiled;
    },
  };
}

function compile(rules: ReadonlyMap<SigmaRule, unknown>, rarity: Rarity | undefined): RuleSet {
  return compileRules([...rules.keys()], { rarity, isMaintained: true });
}

/** Brings a rule set from one set of rules to another. */
function change(
  ruleSet: RuleSet,
  before: ReadonlyMap<SigmaRule, unknown>,
  after: ReadonlyMap<SigmaRule, unknown>,
): RuleSet {
  const add = [...after.keys()].filter((rule) => !before.has(rule));
  const remove = [...before.keys()].filter((rule) => !after.has(rule));
  if (add.length + remove.length > MAX_CHANGES) return compile(after, ruleSet.rarity());
  if (add.length + remove.length > 0) ruleSet.change({ add, remove });
  return ruleSet;
}
