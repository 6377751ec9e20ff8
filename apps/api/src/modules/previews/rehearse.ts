import { configKey } from '@sluice/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import type { Actor, AuditedChange } from '../audit/index.ts';
import { LogSource } from '../log-sources/index.ts';
import {
  partsOf,
  rehearseConfiguration,
  type Change,
  type ConfigRecord,
  type MakeChange,
} from '../outbox/index.ts';
import {
  listPipelines,
  readRuleStates,
  type PipelinePair,
  type PipelineState,
  type TouchedRules,
} from '../pipelines/index.ts';

/** What a change that was taken back would have done. */
export interface Rehearsed<T> {
  readonly value: T;
  readonly audited: readonly AuditedChange[];
  /** All pipelines there are, or would be, by name. */
  readonly pairs: readonly PipelinePair[];
  readonly rules: TouchedRules;
  /** Whether the object would be told to the workers anew, or taken from them. */
  isTouched(kind: 'pipeline' | 'filter' | 'log-source', id: string): boolean;
}

/** So many rules may get other texts at once. More than one operation changes today. */
const MAX_TEXTS = 100;
const RULE = configKey('rule', '');

/** Does the change, looks what the workers would be told, and takes it back. Throws what the change would throw. */
export async function rehearse<T>(
  database: DataSource,
  actor: Actor,
  work: (change: MakeChange) => Promise<T>,
): Promise<Rehearsed<T>> {
  const keys = new Set<string>();
  const audited: AuditedChange[] = [];
  const { value } = await rehearseConfiguration(database, actor, async (whole) => {
    const { manager } = whole;
    const before = await readStates(manager);
    const answer = await work(partsOf(watched(whole, keys, audited)));
    const ids = [...keys].filter((key) => key.startsWith(RULE)).map((key) => key.slice(RULE.length));
    const texts = ids.length <= MAX_TEXTS ? await readTexts(manager, ids) : new Map<string, string>();
    return {
      before,
      after: await readStates(manager),
      ids,
      rules: await readRuleStates(manager, ids),
      texts,
      answer,
    };
  });
  // What is taken back is as it was, unless somebody changed it in this moment.
  const rulesBefore = await readRuleStates(database.manager, value.ids);
  return {
    value: value.answer,
    audited,
    pairs: pair(value.before, value.after),
    rules: { before: rulesBefore, after: value.rules, texts: value.texts },
    isTouched: (kind, id) => keys.has(configKey(kind, id)),
  };
}

/** The change, and what is published and told to the audit log by it. */
function watched(whole: Change, keys: Set<string>, audited: AuditedChange[]): Change {
  function* noted(records: Iterable<ConfigRecord>): Iterable<ConfigRecord> {
    for (const record of records) {
      keys.add(record.key);
      yield record;
    }
  }
  return {
    manager: whole.manager,
    publish(records) {
      whole.publish(noted(records));
    },
    audit(...changes) {
      audited.push(...changes);
      whole.audit(...changes);
    },
  };
}

async function readStates(manager: EntityManager): Promise<readonly PipelineState[]> {
  const logSources = new Map((await manager.find(LogSource)).map((each) => [each.id, each]));
  return (await listPipelines(manager)).map((pipeline) => ({
    pipeline,
    logSource: pipeline.logSourceId === null ? undefined : logSources.get(pipeline.logSourceId),
  }));
}

async function readTexts(
  manager: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows: { id: string; text: string }[] = await manager.query(
    'SELECT id, "text" FROM rules WHERE id = ANY ($1::uuid[])',
    [ids],
  );
  return new Map(rows.map(({ id, text }) => [id, text]));
}

function pair(before: readonly PipelineState[], after: readonly PipelineState[]): readonly PipelinePair[] {
  const now = new Map(after.map((state) => [state.pipeline.id, state]));
  const known = new Set(before.map(({ pipeline }) => pipeline.id));
  return [
    ...before.map((state) => ({ before: state, after: now.get(state.pipeline.id) })),
    ...after
      .filter(({ pipeline }) => !known.has(pipeline.id))
      .map((state) => ({ before: undefined, after: state })),
  ];
}
