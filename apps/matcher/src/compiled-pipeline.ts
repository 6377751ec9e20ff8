import type { PipelineMessage } from '@sluice/contracts';
import { compileRules, type RuleSet, type SigmaRule } from '@sluice/sigma';
import type { Snapshot } from './config-store.ts';
import type { LoadedRule } from './rule-store.ts';

/** A pipeline with its rules compiled, as of one revision: all that an event meets. */
export interface CompiledPipeline {
  readonly message: PipelineMessage;
  readonly revision: number;
  readonly rules: CompiledRules;
}

export interface CompiledRules {
  readonly ruleSet: RuleSet;
  /** What this worker knows of each rule that can match. */
  readonly byRule: ReadonlyMap<SigmaRule, LoadedRule>;
  readonly refused: number;
}

export interface PipelineCompiler {
  /** The enabled pipelines of a snapshot. Rule sets that did not change since the last call are the same objects. */
  compile(snapshot: Snapshot): ReadonlyMap<string, CompiledPipeline>;
}

function isSame(a: readonly SigmaRule[], b: readonly SigmaRule[]): boolean {
  return a.length === b.length && a.every((rule, index) => rule === b[index]);
}

/** Compiles snapshots; pipelines with the same repositories share one rule set. */
export function createPipelineCompiler(): PipelineCompiler {
  let previous = new Map<string, CompiledRules>();

  function compileRepositories(
    key: string,
    repositoryIds: readonly string[],
    snapshot: Snapshot,
  ): CompiledRules {
    const wanted = new Set(repositoryIds);
    const byRule = new Map<SigmaRule, LoadedRule>();
    let refused = 0;
    for (const rule of snapshot.rules.values()) {
      if (!wanted.has(rule.repositoryId)) continue;
      if (rule.kind === 'loaded') byRule.set(rule.rule, rule);
      else refused += 1;
    }
    const rules = [...byRule.keys()];
    const last = previous.get(key);
    if (last !== undefined && isSame(last.ruleSet.rules, rules)) return { ...last, byRule, refused };
    return { ruleSet: compileRules(rules), byRule, refused };
  }

  return {
    compile(snapshot) {
      const sets = new Map<string, CompiledRules>();
      const compiled = new Map<string, CompiledPipeline>();
      for (const message of snapshot.pipelines.values()) {
        if (!message.enabled) continue;
        const key = [...message.repositoryIds].sort().join(' ');
        const rules = sets.get(key) ?? compileRepositories(key, message.repositoryIds, snapshot);
        sets.set(key, rules);
        compiled.set(message.id, { message, revision: snapshot.revision, rules });
      }
      previous = sets;
      return compiled;
    },
  };
}
