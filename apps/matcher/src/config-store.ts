import {
  decodeMessage,
  filterMessage,
  logSourceMessage,
  parseConfigKey,
  pipelineMessage,
  REVISION_KEY,
  revisionMessage,
  ruleMessage,
  type PipelineMessage,
} from '@sluice/contracts';
import { storeRule, type StoredRule } from './rule-store.ts';
import { storeFilter, type StoredFilter } from './stored-filter.ts';
import { storeLogSource, type StoredLogSource } from './stored-log-source.ts';

/** The configuration as of one revision. Never changed after it was handed out. */
export interface Snapshot {
  readonly revision: number;
  readonly pipelines: ReadonlyMap<string, PipelineMessage>;
  readonly rules: ReadonlyMap<string, StoredRule>;
  readonly filters: ReadonlyMap<string, StoredFilter>;
  readonly logSources: ReadonlyMap<string, StoredLogSource>;
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
  let filters = new Map<string, StoredFilter>();
  let logSources = new Map<string, StoredLogSource>();
  let isShared = false;

  /** The maps of a snapshot that was handed out stay as they are: later changes go to copies. */
  function detach(): void {
    if (!isShared) return;
    pipelines = new Map(pipelines);
    rules = new Map(rules);
    filters = new Map(filters);
    logSources = new Map(logSources);
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

  function applyFilter(id: string, value: string | null): void {
    if (value === null) filters.delete(id);
    else filters.set(id, storeFilter(decodeMessage(filterMessage, value), filters.get(id)));
  }

  function applyLogSource(id: string, value: string | null): void {
    if (value === null) logSources.delete(id);
    else logSources.set(id, storeLogSource(decodeMessage(logSourceMessage, value), logSources.get(id)));
  }

  return {
    apply(key, value) {
      detach();
      try {
        if (key === REVISION_KEY) {
          if (value === null) return undefined;
          const { revision } = decodeMessage(revisionMessage, value);
          isShared = true;
          return { revision, pipelines, rules, filters, logSources };
        }
        const parsed = parseConfigKey(key);
        if (parsed?.kind === 'pipeline') applyPipeline(parsed.id, value);
        if (parsed?.kind === 'rule') applyRule(parsed.id, value);
        if (parsed?.kind === 'filter') applyFilter(parsed.id, value);
        if (parsed?.kind === 'log-source') applyLogSource(parsed.id, value);
      } catch (error) {
        onSkipped(key, error);
      }
      return undefined;
    },
  };
}
