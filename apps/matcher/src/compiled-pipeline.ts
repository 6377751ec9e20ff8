import type { PipelineMessage } from '@sluice/contracts';
import { compileRules, type MatchOptions, type Rarity, type RuleSet, type SigmaRule } from '@sluice/sigma';
import type { Snapshot } from './config-store.ts';

/** A pipeline with its rules compiled, as of one revision: all that an event meets. */
export interface CompiledPipeline {
  readonly message: PipelineMessage;
  readonly revision: number;
  readonly matchOptions: MatchOptions;
  readonly rules: CompiledRules;
}

export interface CompiledRules {
  readonly ruleSet: RuleSet;
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
}

/** More changed rules than this are compiled anew: it takes longer, but the small segments of changes cost every event. */
const MAX_CHANGES = 2_000;

/** Compiles snapshots; pipelines with the same repositories share one rule set. */
export function createPipelineCompiler(kept?: Rarity): PipelineCompiler {
  let previous = new Map<string, CompiledRules & { readonly rules: ReadonlySet<SigmaRule> }>();

  function compileRepositories(
    key: string,
    repositoryIds: readonly string[],
    snapshot: Snapshot,
  ): CompiledRules & { readonly rules: ReadonlySet<SigmaRule> } {
    const wanted = new Set(repositoryIds);
    const rules = new Set<SigmaRule>();
    let refused = 0;
    for (const rule of snapshot.rules.values()) {
      if (!wanted.has(rule.repositoryId)) continue;
      if (rule.kind === 'loaded') rules.add(rule.rule);
      else refused += 1;
    }
    const last = previous.get(key);
    const ruleSet = last === undefined ? compile(rules, rarity()) : change(last.ruleSet, last.rules, rules);
    return { ruleSet, rules, refused };
  }

  function rarity(): Rarity | undefined {
    const learned = [...previous.values()].map(({ ruleSet }) => ruleSet.rarity());
    return learned.reduce((most, each) => ((each?.events ?? 0) > (most?.events ?? 0) ? each : most), kept);
  }

  return {
    rarity,
    compile(snapshot) {
      const sets = new Map<string, CompiledRules & { readonly rules: ReadonlySet<SigmaRule> }>();
      const compiled = new Map<string, CompiledPipeline>();
      for (const message of snapshot.pipelines.values()) {
        if (!message.enabled) continue;
        const key = [...message.repositoryIds].sort().join(' ');
        const rules = sets.get(key) ?? compileRepositories(key, message.repositoryIds, snapshot);
        sets.set(key, rules);
        const { logSource } = message;
        const matchOptions = logSource === undefined ? {} : { logSource };
        compiled.set(message.id, { message, revision: snapshot.revision, matchOptions, rules });
      }
      previous = sets;
      return compiled;
    },
  };
}

function compile(rules: ReadonlySet<SigmaRule>, rarity: Rarity | undefined): RuleSet {
  return compileRules([...rules], { rarity, isMaintained: true });
}

/** Brings a rule set from one set of rules to another. */
function change(ruleSet: RuleSet, before: ReadonlySet<SigmaRule>, after: ReadonlySet<SigmaRule>): RuleSet {
  const add = [...after].filter((rule) => !before.has(rule));
  const remove = [...before].filter((rule) => !after.has(rule));
  if (add.length + remove.length > MAX_CHANGES) return compile(after, ruleSet.rarity());
  if (add.length + remove.length > 0) ruleSet.change({ add, remove });
  return ruleSet;
}
