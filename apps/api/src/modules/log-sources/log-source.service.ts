import { CONFIG_SCHEMA_VERSION, configKey, encodeMessage, logSourceMessage } from '@sluice/contracts';
import type { Diagnostic } from '@sluice/diagnostics';
import { parseScript } from '@sluice/logparse';
import { In, type DataSource, type EntityManager } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { BY_NAME, configurationShape, type ConfigurationQuery } from '../../database/configuration-list.ts';
import { countRows, listRows } from '../../database/list-rows.ts';
import { checkName } from '../../database/name.ts';
import { onUniqueViolation } from '../../database/unique-violation.ts';
import { namesOfUsers, refuseInUse } from '../../database/use-guard.ts';
import { isUuid } from '../../database/uuid.ts';
import { changedMeanwhile, type CurrentState } from '../../database/version-conflict.ts';
import { lockRows } from '../../database/lock-rows.ts';
import { auditedChange, AuditObject, type Actor, type AuditedChange } from '../audit/index.ts';
import { changeConfiguration, type Changed, type ConfigRecord, type MakeChange } from '../outbox/index.ts';
import { checkMapping, type MappedField } from './check-mapping.ts';
import { checkTestTopics } from './check-test-topics.ts';
import { LogSource } from './log-source.entity.ts';

/** A log source that was written, or what is wrong with its script. */
export type WrittenLogSource =
  | (Changed<LogSource> & { readonly kind: 'written'; readonly diagnostics: readonly Diagnostic[] })
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] };

export interface LogSourceUpdate {
  readonly id: string;
  /** The version that was edited. */
  readonly version: number;
  readonly name?: string | undefined;
  readonly script?: string | undefined;
  readonly mapping?: readonly MappedField[] | undefined;
  readonly testTopics?: readonly string[] | undefined;
}

export interface NewLogSource {
  readonly name: string;
  readonly script: string;
  readonly mapping: readonly MappedField[];
  /** Undefined: none. */
  readonly testTopics?: readonly string[] | undefined;
}

export interface LogSourceService {
  /** Throws BAD_USER_INPUT for a search or page that is out of bounds. */
  list(query?: ConfigurationQuery): Promise<LogSource[]>;
  /** How many `list` has on all of its pages. Throws as it does. */
  count(search: string | undefined): Promise<number>;
  /** In no order; unknown ids are left out. */
  byIds(ids: readonly string[]): Promise<LogSource[]>;
  /** Throws NOT_FOUND. */
  get(id: string): Promise<LogSource>;
  /** Throws BAD_USER_INPUT (name, mapping, topics), CONFLICT (name). */
  create(actor: Actor, input: NewLogSource): Promise<WrittenLogSource>;
  /** What is undefined stays. Throws as create; NOT_FOUND; CONFLICT where it was changed since. */
  update(actor: Actor, update: LogSourceUpdate): Promise<WrittenLogSource>;
  /** Throws NOT_FOUND; CONFLICT with the pipelines that use it. */
  delete(actor: Actor, id: string): Promise<Changed<string>>;
}

/** What the workers are told of a log source. */
export function logSourceRecord({ id, name, script, mapping }: LogSource): ConfigRecord {
  const message = { schemaVersion: CONFIG_SCHEMA_VERSION, id, name, script, mapping };
  return { key: configKey('log-source', id), value: encodeMessage(logSourceMessage, message) };
}

/** Without the topics, which not everybody may see. */
function stateOf({ version, name, script, mapping }: LogSource): CurrentState {
  return { version, name, script, mapping };
}

async function getLogSource(manager: EntityManager, id: string): Promise<LogSource> {
  const logSource = isUuid(id) ? await manager.findOneBy(LogSource, { id }) : null;
  if (logSource === null) throw new AppError('NOT_FOUND', `There is no log source with id ${id}.`);
  return logSource;
}

function audited(before: LogSource | undefined, after: LogSource | undefined): AuditedChange {
  const facts = ({ name, script, mapping, testTopics }: LogSource) => ({ name, script, mapping, testTopics });
  return auditedChange(AuditObject.LOG_SOURCE, before, after, facts);
}

const nameTaken = (name: string) => (): AppError =>
  new AppError('CONFLICT', `A log source named "${name}" exists already. Choose another name.`);

export function createLogSourceService(
  database: DataSource,
  change: MakeChange = changeConfiguration,
): LogSourceService {
  const { manager: reader } = database;

  async function write(
    actor: Actor,
    before: LogSource | undefined,
    columns: Pick<LogSource, 'name' | 'script' | 'mapping' | 'testTopics'>,
    save: (manager: EntityManager) => Promise<LogSource>,
  ): Promise<WrittenLogSource> {
    const { ok, diagnostics } = parseScript(columns.script);
    if (!ok) return { kind: 'refused', diagnostics };
    const changed = await change(database, actor, async ({ manager, publish, audit }) => {
      const logSource = await onUniqueViolation(save(manager), nameTaken(columns.name));
      publish([logSourceRecord(logSource)]);
      audit(audited(before, logSource));
      return logSource;
    });
    return { kind: 'written', diagnostics, ...changed };
  }

  return {
    list: (query = BY_NAME) =>
      listRows(reader.createQueryBuilder(LogSource, 'log_source'), query, configurationShape('log_source')),
    count: (search) =>
      countRows(reader.createQueryBuilder(LogSource, 'log_source'), search, configurationShape('log_source')),
    byIds: (ids) => reader.findBy(LogSource, { id: In(ids.filter(isUuid)) }),
    get: (id) => getLogSource(reader, id),
    async create(actor, { name, script, mapping, testTopics }) {
      const columns = {
        name: checkName('log source', name),
        script,
        mapping: checkMapping(mapping),
        testTopics: checkTestTopics(testTopics ?? []),
      };
      const save = (manager: EntityManager): Promise<LogSource> =>
        manager.save(manager.create(LogSource, { ...columns, version: 1 }));
      return write(actor, undefined, columns, save);
    },
    async update(actor, { id, version, name, script, mapping, testTopics }) {
      const before = await getLogSource(reader, id);
      if (before.version !== version) throw changedMeanwhile('log source', stateOf(before));
      const columns = {
        name: checkName('log source', name ?? before.name),
        script: script ?? before.script,
        mapping: mapping === undefined ? before.mapping : checkMapping(mapping),
        testTopics: testTopics === undefined ? before.testTopics : checkTestTopics(testTopics),
      };
      return write(actor, before, columns, async (manager) => {
        const set = { ...columns, version: version + 1 };
        const { affected } = await manager.update(LogSource, { id, version }, set);
        if (affected !== 1) throw changedMeanwhile('log source', stateOf(await getLogSource(manager, id)));
        return getLogSource(manager, id);
      });
    },
    delete: (actor, id) =>
      change(database, actor, async ({ manager, publish, audit }) => {
        const [logSource] = await lockRows(
          manager,
          { entity: LogSource, what: 'log source' },
          [id],
          'UPDATE',
        );
        const query = 'SELECT p.name FROM pipelines p WHERE p.log_source_id = $1';
        refuseInUse('log source', await namesOfUsers(manager, query, id));
        await manager.delete(LogSource, { id });
        publish([{ key: configKey('log-source', id), value: null }]);
        audit(audited(logSource, undefined));
        return id;
      }),
  };
}
