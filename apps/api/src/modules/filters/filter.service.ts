import { CONFIG_SCHEMA_VERSION, configKey, encodeMessage, filterMessage } from '@sluice/contracts';
import type { Diagnostic } from '@sluice/diagnostics';
import { parseDetection } from '@sluice/sigma/filter';
import { In, type DataSource, type EntityManager } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { lockRows } from '../../database/lock-rows.ts';
import { BY_NAME, configurationShape, type ConfigurationQuery } from '../../database/configuration-list.ts';
import { countRows, listRows } from '../../database/list-rows.ts';
import { checkName } from '../../database/name.ts';
import { namesOfUsers, refuseInUse } from '../../database/use-guard.ts';
import { onUniqueViolation } from '../../database/unique-violation.ts';
import { isUuid } from '../../database/uuid.ts';
import { changedMeanwhile, type CurrentState } from '../../database/version-conflict.ts';
import { auditedChange, AuditObject, type Actor, type AuditedChange } from '../audit/index.ts';
import { changeConfiguration, type Changed, type ConfigRecord, type MakeChange } from '../outbox/index.ts';
import { Filter } from './filter.entity.ts';

/** A filter that was written, or what is wrong with its text. */
export type WrittenFilter =
  | (Changed<Filter> & { readonly kind: 'written'; readonly diagnostics: readonly Diagnostic[] })
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] };

export interface FilterUpdate {
  readonly id: string;
  /** The version that was edited. */
  readonly version: number;
  readonly name?: string | undefined;
  readonly text?: string | undefined;
}

export interface FilterService {
  /** Throws BAD_USER_INPUT for a search or page that is out of bounds. */
  list(query?: ConfigurationQuery): Promise<Filter[]>;
  /** How many `list` has on all of its pages. Throws as it does. */
  count(search: string | undefined): Promise<number>;
  /** In no order; unknown ids are left out. */
  byIds(ids: readonly string[]): Promise<Filter[]>;
  /** Throws NOT_FOUND. */
  get(id: string): Promise<Filter>;
  /** Throws BAD_USER_INPUT or CONFLICT for the name. */
  create(actor: Actor, input: { readonly name: string; readonly text: string }): Promise<WrittenFilter>;
  /** What is undefined stays. Throws NOT_FOUND; CONFLICT where it was changed since, or its name is taken. */
  update(actor: Actor, update: FilterUpdate): Promise<WrittenFilter>;
  /** Throws NOT_FOUND; CONFLICT with the pipelines that use it. */
  delete(actor: Actor, id: string): Promise<Changed<string>>;
}

/** What the workers are told of a filter. */
export function filterRecord({ id, name, text }: Filter): ConfigRecord {
  const value = encodeMessage(filterMessage, { schemaVersion: CONFIG_SCHEMA_VERSION, id, name, text });
  return { key: configKey('filter', id), value };
}

function audited(before: Filter | undefined, after: Filter | undefined): AuditedChange {
  return auditedChange(AuditObject.FILTER, before, after, ({ name, text }) => ({ name, text }));
}

const nameTaken = (name: string) => (): AppError =>
  new AppError('CONFLICT', `A filter named "${name}" exists already. Choose another name.`);

function stateOf({ version, name, text }: Filter): CurrentState {
  return { version, name, text };
}

async function getFilter(manager: EntityManager, id: string): Promise<Filter> {
  const filter = isUuid(id) ? await manager.findOneBy(Filter, { id }) : null;
  if (filter === null) throw new AppError('NOT_FOUND', `There is no filter with id ${id}.`);
  return filter;
}

export function createFilterService(
  database: DataSource,
  change: MakeChange = changeConfiguration,
): FilterService {
  const { manager: reader } = database;

  async function write(
    actor: Actor,
    before: Filter | undefined,
    text: string,
    save: (manager: EntityManager) => Promise<Filter>,
    name: string,
  ): Promise<WrittenFilter> {
    const parsed = parseDetection(text, { id: '', title: name });
    const { diagnostics } = parsed;
    if (!parsed.ok) return { kind: 'refused', diagnostics };
    const changed = await change(database, actor, async ({ manager, publish, audit }) => {
      const filter = await onUniqueViolation(save(manager), nameTaken(name));
      publish([filterRecord(filter)]);
      audit(audited(before, filter));
      return filter;
    });
    return { kind: 'written', diagnostics, ...changed };
  }

  return {
    list: (query = BY_NAME) =>
      listRows(reader.createQueryBuilder(Filter, 'filter'), query, configurationShape('filter')),
    count: (search) =>
      countRows(reader.createQueryBuilder(Filter, 'filter'), search, configurationShape('filter')),
    byIds: (ids) => reader.findBy(Filter, { id: In(ids.filter(isUuid)) }),
    get: (id) => getFilter(reader, id),
    async create(actor, input) {
      const name = checkName('filter', input.name);
      const { text } = input;
      const save = (manager: EntityManager): Promise<Filter> =>
        manager.save(manager.create(Filter, { name, text, version: 1 }));
      return write(actor, undefined, text, save, name);
    },
    async update(actor, { id, version, ...input }) {
      const before = await getFilter(reader, id);
      if (before.version !== version) throw changedMeanwhile('filter', stateOf(before));
      const name = checkName('filter', input.name ?? before.name);
      const text = input.text ?? before.text;
      const save = async (manager: EntityManager): Promise<Filter> => {
        const { affected } = await manager.update(
          Filter,
          { id, version },
          { name, text, version: version + 1 },
        );
        if (affected !== 1) throw changedMeanwhile('filter', stateOf(await getFilter(manager, id)));
        return getFilter(manager, id);
      };
      return write(actor, before, text, save, name);
    },
    delete: (actor, id) =>
      change(database, actor, async ({ manager, publish, audit }) => {
        const [filter] = await lockRows(manager, { entity: Filter, what: 'filter' }, [id], 'UPDATE');
        const query =
          'SELECT p.name FROM pipelines p JOIN pipeline_filters f ON f.pipeline_id = p.id WHERE f.filter_id = $1';
        refuseInUse('filter', await namesOfUsers(manager, query, id));
        await manager.delete(Filter, { id });
        publish([{ key: configKey('filter', id), value: null }]);
        audit(audited(filter, undefined));
        return id;
      }),
  };
}
