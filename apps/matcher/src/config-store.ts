import {
  decodeMessage,
  parseConfigKey,
  pipelineMessage,
  REVISION_KEY,
  revisionMessage,
  ruleMessage,
  type PipelineMessage,
} from '@sluice/contracts';
import { storeRule, type StoredRule } from './rule-store.ts';

/** The configuration as of one revision. Never changed after it was handed out. */
export interface Snapshot {
  readonly revision: number;
  readonly pipelines: ReadonlyMap<string, PipelineMessage>;
  readonly rules: ReadonlyMap<string, StoredRule>;
}

export interface ConfigStore {
  /** Takes one record of `sluice.config`; null is a deletion. Returns a snapshot where the record closes a revision. */
  apply(key: string, value: string | null): Snapshot | undefined;
}

/** Where a record can't be read: it is skipped, and what it configured stays as it was. */
export type OnSkipped = (key: string, error: unknown) => void;

/** Folds the records of `sluice.config` into snapshots, one for each whole revision. */
export function createConfigStore(onSkipped: OnSkipped): ConfigStore {
  let pipelines = new Map<string, PipelineMessage>();
  let rules = new Map<string, StoredRule>();
  let isShared = false;

  /** The maps of a snapshot that was handed out stay as they are: later changes go to copies. */
  function detach(): void {
    if (!isShared) return;
    pipelines = new Map(pipelines);
    rules = new Map(rules);
    isShared = false;
  }

  function applyPipeline(id: string, value: string | null): void {
    if (value === null) pipelines.delete(id);
    else pipelines.set(id, decodeMessage(pipelineMessage, value));
  }

  function applyRule(id: string, value: string | null): void {
    if (value === null) rules.delete(id);
    else rules.set(id, storeRule(decodeMessage(ruleMessage, value), rules.get(id)));
  }

  return {
    apply(key, value) {
      detach();
      try {
        if (key === REVISION_KEY) {
          if (value === null) return undefined;
          const { revision } = decodeMessage(revisionMessage, value);
          isShared = true;
          return { revision, pipelines, rules };
        }
        const parsed = parseConfigKey(key);
        if (parsed?.kind === 'pipeline') applyPipeline(parsed.id, value);
        if (parsed?.kind === 'rule') applyRule(parsed.id, value);
      } catch (error) {
        onSkipped(key, error);
      }
      return undefined;
    },
  };
}
