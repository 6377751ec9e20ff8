import type { DataSource } from 'typeorm';
import type { Actor } from '../audit/index.ts';
import {
  changeConfiguration,
  currentRevision,
  partsOf,
  type Changed,
  type MakeChange,
} from '../outbox/index.ts';
import {
  countFirst,
  pipelineRuleReferences,
  type Counted,
  type PipelinePreview,
} from '../pipelines/index.ts';
import { previewTouched, rehearse } from '../previews/index.ts';
import { canonicalRepository } from './apply-repository.ts';
import { applyChanges, type ConfiguredServices, type Rows } from './apply.ts';
import { readDocument, writeDocument } from './document.ts';
import { findNamedRules } from './named-rules.ts';
import type { RuleStateService } from '../rules/index.ts';
import type { SettingChanges, SettingsService } from '../settings/index.ts';
import { toDocument, toExport, type Current } from './export.ts';
import { planChanges, type PlannedChange } from './plan.ts';
import { planRules, type PlannedRule } from './plan-rules.ts';
import { planSettings, type PlannedSettings } from './plan-settings.ts';

export interface Applied {
  readonly changes: readonly (PlannedSettings | PlannedChange | PlannedRule)[];
  readonly revision: number;
  /** What a dry run tells of pipelines, of all; null where it was none. */
  readonly pipelines: Counted<PipelinePreview> | null;
}

export interface ApplyInput {
  readonly document: string;
  readonly dryRun: boolean;
  readonly prune: boolean;
  /** That a dry run looks at pipelines with. */
  readonly events: readonly string[];
}

/** Asked where such things would change; each may throw. */
export interface ApplyAccess {
  settings(): void;
  /** The state of rules; synced repositories, with which rules come and go, and any that is deleted with its rules. */
  rules(): void;
}

export interface ConfigurationService {
  /** All of the configuration as YAML, by name and always in the same order; settings and rules with it for who may read them. */
  export(has: { readonly hasSettings: boolean; readonly hasRules: boolean }): Promise<string>;
  /**
   * Makes the configuration that of the document, all of it or nothing, in one revision; answers what changed. With `prune`
   * what the document does not name is deleted. A dry run does it too, takes it back, and tells what would become of
   * pipelines. Throws BAD_USER_INPUT for the document, and what any of the changes is refused for, with its name.
   */
  apply(actor: Actor, input: ApplyInput, may: ApplyAccess): Promise<Applied>;
}

/** `servicesFor` makes services that make their changes by the given function. */
export function createConfigurationService(
  database: DataSource,
  servicesFor: (
    change: MakeChange,
  ) => ConfiguredServices & { readonly settings: SettingsService; readonly ruleStates: RuleStateService },
): ConfigurationService {
  const reading = servicesFor(changeConfiguration);

  async function readCurrent(): Promise<Current> {
    const pipelines = await reading.pipelines.list();
    const disabledIds = new Set(pipelines.flatMap(({ disabledRuleIds }) => disabledRuleIds));
    return {
      repositories: await reading.repositories.list(),
      filters: await reading.filters.list(),
      logSources: await reading.logSources.list(),
      pipelines,
      setRules: await reading.ruleStates.listSet(),
      disabledRules: await reading.ruleStates.byIds([...disabledIds]),
      settings: await reading.settings.read(),
    };
  }

  return {
    async export(has) {
      return writeDocument(toExport(await readCurrent(), has));
    },
    async apply(actor, { document, dryRun, prune, events }, may) {
      const read = readDocument(document);
      const wanted = {
        ...read,
        repositories: read.repositories.map((each) => canonicalRepository(reading.repositories, each)),
      };
      const current = await readCurrent();
      const kept = new Set(wanted.repositories.map(({ name }) => name));
      const repositories = current.repositories.filter(({ name }) => !prune || kept.has(name));
      const named = await findNamedRules(reading.ruleStates, wanted, repositories);
      const settings = planSettings(current.settings.overrides, wanted.settings, prune);
      if (settings.length > 0) may.settings();
      const objects = planChanges(toDocument(current), wanted, prune);
      const rules = planRules({ set: current.setRules, repositories }, wanted.rules, named, prune);
      if (rules.changes.length > 0 || objects.some(bringsOrTakesRules)) may.rules();
      const changes = [...settings, ...objects, ...rules.told];
      if (changes.length === 0) {
        const revision = await currentRevision(database.manager);
        return { changes, revision, pipelines: dryRun ? countFirst([]) : null };
      }
      const work = (make: MakeChange): Promise<Changed<void>> =>
        make(database, actor, async (whole) => {
          // First, as everywhere: who waits for pipelines holds nothing that their changes wait for.
          await pipelineRuleReferences.lock(whole.manager);
          const services = servicesFor(partsOf(whole));
          for (const { facts } of settings)
            await services.settings.update(actor, current.settings.version, changesOf(facts));
          await applyChanges(actor, services, objects, wanted, { rows: rowsOf(current), rules: named });
          if (rules.changes.length > 0) await services.ruleStates.set(actor, rules.changes);
        });
      if (!dryRun) return { changes, revision: (await work(changeConfiguration)).revision, pipelines: null };
      const rehearsed = await rehearse(database, actor, work);
      // Who may apply a document sees every pipeline.
      const pipelines = await previewTouched(database.manager, rehearsed, { events, isVisible: () => true });
      return { changes, revision: await currentRevision(database.manager), pipelines };
    },
  };
}

/** Whether a repository is deleted, or one is made or changed that is synced or would be. */
function bringsOrTakesRules({ action, kind, facts }: PlannedChange): boolean {
  if (kind !== 'repositories') return false;
  return action === 'DELETE' || facts.some(({ field }) => field === 'git' || field === 'socPrime');
}

function changesOf(facts: PlannedSettings['facts']): SettingChanges {
  return Object.fromEntries(facts.map(({ field, after }) => [field, after as number | null]));
}

function rowsOf({ repositories, filters, logSources, pipelines }: Current): Rows {
  const byName = <T extends { readonly name: string }>(rows: readonly T[]): ReadonlyMap<string, T> =>
    new Map(rows.map((row) => [row.name, row]));
  return {
    repositories: byName(repositories),
    filters: byName(filters),
    logSources: byName(logSources),
    pipelines: byName(pipelines),
  };
}
