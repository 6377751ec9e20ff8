import type { DataSource } from 'typeorm';
import type { Actor } from '../audit/index.ts';
import {
  changeConfiguration,
  currentRevision,
  partsOf,
  rehearseConfiguration,
  type MakeChange,
} from '../outbox/index.ts';
import { applyChanges, type ConfiguredServices, type Rows } from './apply.ts';
import { readDocument, writeDocument } from './document.ts';
import { isLocal, toDocument, type Current } from './export.ts';
import { planChanges, type PlannedChange } from './plan.ts';

export interface ConfigurationService {
  /** All of the configuration as YAML, by name and always in the same order. */
  export(): Promise<string>;
  /**
   * Makes the configuration that of the document, all of it or nothing, in one revision; answers what changed. With `prune`
   * what the document does not name is deleted. A dry run does it too, and takes it back. Throws BAD_USER_INPUT for the
   * document, and what any of the changes is refused for, with its name.
   */
  apply(
    actor: Actor,
    input: { readonly document: string; readonly dryRun: boolean; readonly prune: boolean },
  ): Promise<{ readonly changes: readonly PlannedChange[]; readonly revision: number }>;
}

/** `servicesFor` makes services that make their changes by the given function. */
export function createConfigurationService(
  database: DataSource,
  servicesFor: (change: MakeChange) => ConfiguredServices,
): ConfigurationService {
  const reading = servicesFor(changeConfiguration);

  async function read(): Promise<Current> {
    return {
      repositories: await reading.repositories.list(),
      filters: await reading.filters.list(),
      logSources: await reading.logSources.list(),
      pipelines: await reading.pipelines.list(),
    };
  }

  return {
    export: async () => writeDocument(toDocument(await read())),
    async apply(actor, { document, dryRun, prune }) {
      const wanted = readDocument(document);
      const current = await read();
      const changes = planChanges(toDocument(current), wanted, prune);
      if (changes.length === 0) return { changes, revision: await currentRevision(database.manager) };
      const make = dryRun ? rehearseConfiguration : changeConfiguration;
      const { revision } = await make(database, actor, (whole) =>
        applyChanges(actor, servicesFor(partsOf(whole)), changes, wanted, rowsOf(current)),
      );
      return { changes, revision };
    },
  };
}

function rowsOf({ repositories, filters, logSources, pipelines }: Current): Rows {
  const byName = <T extends { readonly name: string }>(rows: readonly T[]): ReadonlyMap<string, T> =>
    new Map(rows.map((row) => [row.name, row]));
  return {
    // Pipelines may use those that are synced, too.
    repositories: byName([...repositories].sort((left) => (isLocal(left) ? 1 : -1))),
    filters: byName(filters),
    logSources: byName(logSources),
    pipelines: byName(pipelines),
  };
}
