import type { DataSource, EntityManager } from 'typeorm';
import { invariant } from '@sluice/diagnostics';
import { AppError } from '../../app-error.ts';
import { changedMeanwhile } from '../../database/version-conflict.ts';
import { AuditAction, AuditObject, type Actor } from '../audit/index.ts';
import { changeConfiguration, type MakeChange } from '../outbox/index.ts';
import { SETTING_NAMES, SETTINGS, type SettingName, type Settings } from './setting-definitions.ts';
import { SettingsRow } from './settings.entity.ts';

/** Settings that differ from the defaults. */
export type Overrides = Readonly<Partial<Record<SettingName, number>>>;

export interface CurrentSettings {
  readonly version: number;
  /** All of them, as they are in force. */
  readonly values: Settings;
  readonly overrides: Overrides;
}

/** What is undefined stays; null goes back to the default. */
export type SettingChanges = Readonly<Partial<Record<SettingName, number | null | undefined>>>;

export interface SettingsService {
  /** What is in force where nothing was set: from the environment, or built in. */
  readonly defaults: Settings;
  /** From Postgres, each time. */
  read(): Promise<CurrentSettings>;
  /** Throws BAD_USER_INPUT with the bounds; CONFLICT where they were changed since. Nothing is written where nothing differs. */
  update(actor: Actor, version: number, changes: SettingChanges): Promise<CurrentSettings>;
}

const ID = 1;

export function createSettingsService(
  database: DataSource,
  defaults: Settings,
  change: MakeChange = changeConfiguration,
): SettingsService {
  async function read(manager: EntityManager): Promise<CurrentSettings> {
    const row = await manager.findOneBy(SettingsRow, { id: ID });
    invariant(row !== null, 'the row of the settings is missing');
    const overrides = known(row.overrides);
    return { version: row.version, overrides, values: { ...defaults, ...overrides } };
  }

  return {
    defaults,
    read: () => read(database.manager),
    async update(actor, version, changes) {
      checkChanges(changes);
      const { value } = await change(database, actor, async ({ manager, audit }) => {
        await manager.query('SELECT FROM settings WHERE id = $1 FOR UPDATE', [ID]);
        const before = await read(manager);
        if (before.version !== version)
          throw changedMeanwhile('settings', { version: before.version, ...before.values });
        const overrides = withChanges(before.overrides, changes);
        if (JSON.stringify(overrides) === JSON.stringify(before.overrides)) return before;
        await manager.update(SettingsRow, { id: ID }, { overrides, version: version + 1 });
        const after = await read(manager);
        audit({
          ...{ action: AuditAction.UPDATE, objectType: AuditObject.SETTINGS },
          ...{ objectId: null, objectName: 'settings', before: before.values, after: after.values },
        });
        return after;
      });
      return value;
    },
  };
}

/** A setting of another version of Sluice is left alone. */
function known(overrides: Readonly<Record<string, unknown>>): Overrides {
  return Object.fromEntries(
    SETTING_NAMES.flatMap((name) => {
      const value = overrides[name];
      return typeof value === 'number' ? [[name, value]] : [];
    }),
  );
}

function withChanges(before: Overrides, changes: SettingChanges): Overrides {
  return Object.fromEntries(
    SETTING_NAMES.flatMap((name) => {
      const value = changes[name] === undefined ? before[name] : changes[name];
      return value === undefined || value === null ? [] : [[name, value]];
    }),
  );
}

/** Throws BAD_USER_INPUT. */
function checkChanges(changes: SettingChanges): void {
  for (const name of SETTING_NAMES) {
    const value = changes[name];
    const { min, max, unit } = SETTINGS[name];
    if (value === undefined || value === null) continue;
    if (!Number.isInteger(value) || value < min || value > max)
      throw new AppError('BAD_USER_INPUT', `"${name}" is ${min} to ${max} ${unit}, and not ${value}.`);
  }
}
