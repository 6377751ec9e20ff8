import type { DataSource, EntityManager } from 'typeorm';
import { invariant } from '@sluice/diagnostics';
import { AppError } from '../../app-error.ts';
import { changedMeanwhile } from '../../database/version-conflict.ts';
import { OutboundError, type Outbound, type OutboundResponse } from '../../outbound/outbound.ts';
import { AuditAction, AuditObject, systemActor, writeAudit, type Actor } from '../audit/index.ts';
import { AttackCatalogueState } from './attack-catalogue.entity.ts';
import { AttackTacticRow } from './attack-tactic.entity.ts';
import { AttackTechniqueRow } from './attack-technique.entity.ts';
import { replaceRows, toRows, type CatalogueRows } from './catalogue-rows.ts';
import { MAX_BUNDLE_BYTES, readStixBundle } from './read-stix-bundle.ts';

/** The catalogue of ATT&CK: what techniques there are, and where that is read from. */
export interface CatalogueService {
  state(): Promise<AttackCatalogueState>;
  /** Tactics in the order of the matrix, techniques by name. */
  rows(): Promise<CatalogueRows>;
  /** By id; unknown ids are left out. */
  techniqueNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Puts the bundle in place of what is there; one that is there already changes nothing. Throws BAD_USER_INPUT. */
  load(actor: Actor, bundle: Buffer): Promise<AttackCatalogueState>;
  /** What is undefined stays. Throws BAD_USER_INPUT; CONFLICT where it was changed since. */
  setSource(actor: Actor, source: CatalogueSource): Promise<AttackCatalogueState>;
  /** Asks the url; what goes wrong is kept in the state. Does nothing where there is none. */
  sync(actor: Actor): Promise<void>;
  /** `sync`, where the time has come. */
  syncIfDue(): Promise<void>;
}

export interface CatalogueSource {
  readonly version: number;
  /** null: none. */
  readonly url?: string | null | undefined;
  readonly intervalHours?: number | undefined;
}

export interface CatalogueDependencies {
  readonly database: DataSource;
  readonly outbound: Outbound;
  readonly now: () => Date;
}

const ID = 1;
const MAX_URL_CHARS = 2_000;
const MAX_INTERVAL_HOURS = 366 * 24;
const TIMEOUT_MS = 120_000;
const HOUR_MS = 3_600_000;
/** After a failure. */
const RETRY_HOURS = 1;

export function createCatalogueService(dependencies: CatalogueDependencies): CatalogueService {
  const { database, outbound, now } = dependencies;
  const { manager: reader } = database;

  async function load(
    actor: Actor,
    bundle: Buffer,
    facts: Partial<AttackCatalogueState>,
    version?: number,
  ): Promise<void> {
    const { catalogue, hash, ...read } = await readStixBundle(bundle);
    const rows = toRows(catalogue);
    await database.transaction(async (manager) => {
      const before = await lockState(manager);
      // The source was changed while it was read.
      if (version !== undefined && before.version !== version) return;
      const isNew = before.contentHash !== hash;
      const loaded = {
        ...{ domain: read.domain, name: read.name, attackVersion: read.version },
        ...{ modifiedAt: read.modifiedAt, contentHash: hash, loadedAt: now(), loadedBy: actor.name },
      };
      await manager.update(
        AttackCatalogueState,
        { id: ID },
        { ...facts, ...(isNew ? loaded : {}), error: null },
      );
      if (!isNew) return;
      await replaceRows(manager, rows);
      await writeAudit(manager, actor, [
        {
          ...{ action: AuditAction.IMPORT, objectType: AuditObject.ATTACK_CATALOGUE },
          ...{ objectId: null, objectName: read.name ?? read.domain ?? 'ATT&CK' },
          before: { attackVersion: before.attackVersion, contentHash: before.contentHash },
          after: { attackVersion: read.version, contentHash: hash, techniques: rows.techniques.length },
        },
      ]);
    });
  }

  /** The answer; undefined where the server has nothing new. Throws OutboundError, AppError. */
  async function fetchBundle(url: string, etag: string | null): Promise<OutboundResponse | undefined> {
    const response = await outbound.get(url, {
      headers: { 'user-agent': 'sluice', ...(etag === null ? {} : { 'if-none-match': etag }) },
      maxBytes: MAX_BUNDLE_BYTES,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status === 304 && etag !== null) return undefined;
    if (response.status === 200) return response;
    const message = `${new URL(url).host} answers with the status ${response.status} and not with a bundle.`;
    throw new AppError('UPSTREAM_UNAVAILABLE', message);
  }

  async function sync(actor: Actor): Promise<void> {
    const { url, etag, version } = await getState(reader);
    if (url === null) return;
    const checked = { checkedAt: now() };
    try {
      const response = await fetchBundle(url, etag);
      const facts = { ...checked, etag: response?.headers.etag ?? null };
      if (response === undefined)
        await reader.update(AttackCatalogueState, { id: ID, version }, { ...checked, error: null });
      else await load(actor, response.body, facts, version);
    } catch (error) {
      const reason = explain(error);
      if (reason === undefined) throw error;
      await reader.update(AttackCatalogueState, { id: ID, version }, { ...checked, error: reason });
    }
  }

  return {
    sync,
    state: () => getState(reader),
    async rows() {
      const [tactics, techniques] = await Promise.all([
        reader.find(AttackTacticRow, { order: { position: 'ASC' } }),
        reader.find(AttackTechniqueRow, { order: { name: 'ASC', id: 'ASC' } }),
      ]);
      return { tactics, techniques };
    },
    async techniqueNames(ids) {
      const query = 'SELECT id, name FROM attack_techniques WHERE id = ANY ($1)';
      const found: { id: string; name: string }[] = await reader.query(query, [ids]);
      return new Map(found.map(({ id, name }) => [id, name]));
    },
    async load(actor, bundle) {
      await load(actor, bundle, {});
      return getState(reader);
    },
    async setSource(actor, { version, ...source }) {
      const wanted = checkSource(source);
      return database.transaction(async (manager) => {
        const before = await lockState(manager);
        if (before.version !== version) throw changedMeanwhile('source of the catalogue', sourceOf(before));
        const after = { url: before.url, intervalHours: before.intervalHours, ...wanted };
        const isMoved = after.url !== before.url;
        if (!isMoved && after.intervalHours === before.intervalHours) return before;
        await manager.update(
          AttackCatalogueState,
          { id: ID },
          {
            ...after,
            version: version + 1,
            // Another server is asked anew.
            ...(isMoved ? { etag: null, checkedAt: null, error: null } : {}),
          },
        );
        await writeAudit(manager, actor, [
          {
            ...{ action: AuditAction.UPDATE, objectType: AuditObject.ATTACK_CATALOGUE },
            ...{ objectId: null, objectName: 'ATT&CK' },
            before: { url: before.url, intervalHours: before.intervalHours },
            after,
          },
        ]);
        return getState(manager);
      });
    },
    async syncIfDue() {
      const { checkedAt, intervalHours, error } = await getState(reader);
      const hours = error === null ? intervalHours : Math.min(RETRY_HOURS, intervalHours);
      if (checkedAt === null || checkedAt.getTime() + hours * HOUR_MS <= now().getTime())
        await sync(systemActor('coverage'));
    },
  };
}

async function getState(manager: EntityManager): Promise<AttackCatalogueState> {
  const state = await manager.findOneBy(AttackCatalogueState, { id: ID });
  invariant(state !== null, 'the row of the ATT&CK catalogue is missing');
  return state;
}

async function lockState(manager: EntityManager): Promise<AttackCatalogueState> {
  await manager.query('SELECT FROM attack_catalogue WHERE id = $1 FOR UPDATE', [ID]);
  return getState(manager);
}

function sourceOf({ version, url, intervalHours }: AttackCatalogueState) {
  return { version, url, intervalHours };
}

/** Throws BAD_USER_INPUT. */
function checkSource({ url, intervalHours }: Omit<CatalogueSource, 'version'>) {
  if (intervalHours !== undefined && (intervalHours < 1 || intervalHours > MAX_INTERVAL_HOURS))
    throw new AppError('BAD_USER_INPUT', `The interval has 1 to ${MAX_INTERVAL_HOURS} hours.`);
  if (typeof url === 'string') checkUrl(url);
  return {
    ...(url === undefined ? {} : { url }),
    ...(intervalHours === undefined ? {} : { intervalHours }),
  };
}

function checkUrl(text: string): void {
  const url = text.length <= MAX_URL_CHARS ? URL.parse(text) : null;
  if (
    url === null ||
    !['https:', 'http:'].includes(url.protocol) ||
    url.username !== '' ||
    url.password !== ''
  )
    throw new AppError(
      'BAD_USER_INPUT',
      `The address of a bundle is https://…, without user and password, with ${MAX_URL_CHARS} characters at most.`,
    );
}

/** For people; undefined for what should not happen. */
function explain(error: unknown): string | undefined {
  if (error instanceof AppError) return error.message;
  if (error instanceof OutboundError) return `${error.message}.`;
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return `The bundle did not arrive within ${TIMEOUT_MS / 1000} s.`;
  return undefined;
}
