import {
  AttackCatalogueState,
  AttackLayer,
  AttackTacticRow,
  AttackTechniqueRow,
} from './modules/attack/index.ts';
import { ActivityEvent } from './modules/activity/index.ts';
import { ApiToken, LoginFailures, Session, SessionToken, User } from './modules/auth/index.ts';
import { AuditEntry } from './modules/audit/index.ts';
import { Filter } from './modules/filters/index.ts';
import { LogSource } from './modules/log-sources/index.ts';
import { OutboxRecord, OutboxRevision, Revision } from './modules/outbox/index.ts';
import { Pipeline } from './modules/pipelines/index.ts';
import { RuleRepository } from './modules/repositories/index.ts';
import { Rule, RuleTest, RuleVersion } from './modules/rules/index.ts';
import { SettingsRow } from './modules/settings/index.ts';
import { SocPrimeAccount } from './modules/soc-prime/index.ts';
import { SyncChange, SyncRun } from './modules/sync/index.ts';

/** Every entity there is. */
export const entities = [
  AuditEntry,
  User,
  Session,
  SessionToken,
  ApiToken,
  LoginFailures,
  RuleRepository,
  Rule,
  RuleVersion,
  RuleTest,
  SyncRun,
  SyncChange,
  SocPrimeAccount,
  SettingsRow,
  ActivityEvent,
  AttackCatalogueState,
  AttackTacticRow,
  AttackTechniqueRow,
  AttackLayer,
  Filter,
  LogSource,
  Pipeline,
  Revision,
  OutboxRevision,
  OutboxRecord,
] as const;
