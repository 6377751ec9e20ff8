import { compileRules, type RuleSet, type SigmaRule } from '@sluice/sigma';
import type { Snapshot } from './config-store.ts';

/** The filters of a pipeline, ready to be asked. */
export interface CompiledFilters {
  /** Undefined where there are none. */
  readonly ruleSet: RuleSet | undefined;
  readonly faults: readonly string[];
}

export interface FilterCompiler {
  compile(snapshot: Snapshot, filterIds: readonly string[]): CompiledFilters;
  /** Forgets what the snapshots since the last call did not use. */
  prune(): void;
}

/** Compiles filters; pipelines with the same ones share them, and what has not changed is kept. */
export function createFilterCompiler(): FilterCompiler {
  type Kept = { readonly detections: readonly SigmaRule[]; readonly ruleSet: RuleSet };
  let kept = new Map<string, Kept>();
  let used = new Map<string, Kept>();
  return {
    compile({ filters }, filterIds) {
      const stored = filterIds.flatMap((id) => filters.get(id) ?? []);
      const faults = stored.flatMap((filter) => (filter.kind === 'refused' ? [filter.fault] : []));
      const detections = stored.flatMap((filter) => (filter.kind === 'loaded' ? [filter.detection] : []));
      if (detections.length === 0) return { ruleSet: undefined, faults };
      const key = [...filterIds].sort().join(' ');
      const last = used.get(key) ?? kept.get(key);
      const isSame =
        last?.detections.length === detections.length &&
        last.detections.every((one, at) => one === detections[at]);
      const now = isSame ? last : { detections, ruleSet: compileRules(detections) };
      used.set(key, now);
      return { ruleSet: now.ruleSet, faults };
    },
    prune() {
      kept = used;
      used = new Map();
    },
  };
}
