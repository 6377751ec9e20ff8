import type { Diagnostic } from '@sluice/diagnostics';
import { AppError } from '../../app-error.ts';
import type { Actor } from '../audit/index.ts';
import type { FilterService } from '../filters/index.ts';
import type { LogSourceService } from '../log-sources/index.ts';
import type { PipelineService } from '../pipelines/index.ts';
import type { RepositoryService } from '../repositories/index.ts';
import { createRepository, updateRepository } from './apply-repository.ts';
import type { ConfigurationDocument, DocumentedPipeline } from './document.ts';
import type { NamedRules } from './named-rules.ts';
import type { PlannedChange, PlannedKind } from './plan.ts';

/** The services that a document is applied by; all of them make parts of one change. */
export interface ConfiguredServices {
  readonly repositories: RepositoryService;
  readonly filters: FilterService;
  readonly logSources: LogSourceService;
  readonly pipelines: PipelineService;
}

/** What there is now, by name. */
type Row = { readonly id: string; readonly name: string; readonly version: number };
export type Rows = Readonly<Record<PlannedKind, ReadonlyMap<string, Row>>>;

/** Makes the planned changes one after the other. Throws what the first of them is refused for, with its name. */
export async function applyChanges(
  actor: Actor,
  services: ConfiguredServices,
  changes: readonly PlannedChange[],
  wanted: ConfigurationDocument,
  { rows, rules }: { readonly rows: Rows; readonly rules: NamedRules },
): Promise<void> {
  /** Ids of what is there and of what was made on the way. */
  const ids = Object.fromEntries(
    Object.entries(rows).map(([kind, known]) => [
      kind,
      new Map([...known].map(([name, { id }]) => [name, id])),
    ]),
  ) as Record<PlannedKind, Map<string, string>>;

  const idOf = (kind: PlannedKind, name: string): string => {
    const id = ids[kind].get(name);
    if (id !== undefined) return id;
    throw new AppError(
      'BAD_USER_INPUT',
      `${kind}: there is none named "${name}", neither here nor in the document`,
    );
  };
  const find = <T extends { readonly name: string }>(objects: readonly T[], name: string): T => {
    const found = objects.find((object) => object.name === name);
    if (found === undefined) throw new AppError('NOT_FOUND', `"${name}" is gone`);
    return found;
  };
  const made = (kind: PlannedKind, name: string, row: { readonly id: string }): void => {
    ids[kind].set(name, row.id);
  };
  const pipelineOf = (pipeline: DocumentedPipeline) => {
    const { repositories, filters, logSource, startAt, disabledRules, ...rest } = pipeline;
    return {
      ...rest,
      startAt: startAt === null ? null : new Date(startAt),
      repositoryIds: repositories.map((name) => idOf('repositories', name)),
      filterIds: filters.map((name) => idOf('filters', name)),
      disabledRuleIds: disabledRules?.map((reference) => rules.get(reference).id),
      logSourceId: logSource === null ? null : idOf('logSources', logSource),
    };
  };

  const write: Record<PlannedKind, (name: string, before: Row | undefined) => Promise<void>> = {
    async repositories(name, before) {
      const repository = find(wanted.repositories, name);
      if (before === undefined)
        made('repositories', name, await createRepository(actor, services.repositories, repository));
      else await updateRepository(actor, services.repositories, repository, before);
    },
    async filters(name, before) {
      const { text } = find(wanted.filters, name);
      const written =
        before === undefined
          ? await services.filters.create(actor, { name, text })
          : await services.filters.update(actor, { ...before, text });
      made('filters', name, valueOf(written));
    },
    async logSources(name, before) {
      const { script, mapping, testTopics } = find(wanted.logSources, name);
      const fields = Object.entries(mapping).map(([field, sources]) => ({ field, sources }));
      const written =
        before === undefined
          ? await services.logSources.create(actor, { name, script, mapping: fields, testTopics })
          : await services.logSources.update(actor, { ...before, script, mapping: fields, testTopics });
      made('logSources', name, valueOf(written));
    },
    async pipelines(name, before) {
      const { sigmaLogSource, ...pipeline } = pipelineOf(find(wanted.pipelines, name));
      if (before === undefined)
        await services.pipelines.create(actor, {
          ...pipeline,
          sigmaLogSource: sigmaLogSource ?? undefined,
        });
      else {
        const { id, version } = before;
        await services.pipelines.update(actor, { ...pipeline, id, version, sigmaLogSource });
      }
    },
  };

  for (const { action, kind, name } of changes) {
    const before = rows[kind].get(name);
    try {
      if (action === 'DELETE') await services[kind].delete(actor, idOf(kind, name));
      else await write[kind](name, before);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      throw new AppError(error.code, `${kind} "${name}": ${error.message}`, error.details, { cause: error });
    }
  }
}

/** What was written. Throws BAD_USER_INPUT with the place where the text was refused. */
function valueOf<T>(
  written:
    | { readonly kind: 'written'; readonly value: T }
    | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] },
): T {
  if (written.kind === 'written') return written.value;
  const [fault] = written.diagnostics;
  const place = fault?.span === undefined ? '' : `line ${fault.span.line}, column ${fault.span.column}: `;
  throw new AppError('BAD_USER_INPUT', `${place}${fault?.message}`, { diagnostics: written.diagnostics });
}
