import type { DataSource } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { checkName } from '../../database/name.ts';
import { isUuid } from '../../database/uuid.ts';
import { AuditAction, AuditObject, writeAudit, type Actor } from '../audit/index.ts';
import { AttackLayer } from './attack-layer.entity.ts';
import type { CatalogueService } from './catalogue.service.ts';
import type { CoverageFilter, HitRange } from './coverage-query.ts';
import type { CoverageService, TechniqueCounts } from './coverage.service.ts';
import { readLayer, writeLayer, type LayerScore } from './navigator-layer.ts';

/** COVERED: by a live rule. SHADOW: by rules in the stage SHADOW alone. OPEN: by none. RETIRED: ATT&CK gave it up. UNKNOWN: the catalogue lacks it. */
export type LayerVerdict = 'COVERED' | 'SHADOW' | 'OPEN' | 'RETIRED' | 'UNKNOWN';

/** A technique of a layer, and how far rules cover it or its sub-techniques. */
export interface ComparedTechnique extends TechniqueCounts {
  /** As the layer names it. */
  readonly id: string;
  /** The technique that counts: another one where the layer's is revoked. */
  readonly currentId: string;
  readonly name: string;
  readonly score: number | null;
  readonly verdict: LayerVerdict;
}

export interface LayerService {
  /** By name. */
  list(): Promise<AttackLayer[]>;
  /** Throws NOT_FOUND. */
  get(id: string): Promise<AttackLayer>;
  /** A layer of the same name is replaced. Throws BAD_USER_INPUT; CONFLICT where there are too many. */
  import(actor: Actor, text: string, name: string | undefined): Promise<AttackLayer>;
  /** Throws NOT_FOUND. */
  delete(actor: Actor, id: string): Promise<void>;
  /** In the order of ids. Throws as `CoverageService.matrix`. */
  compare(
    layer: AttackLayer,
    filter: CoverageFilter,
    range: Partial<HitRange>,
  ): Promise<readonly ComparedTechnique[]>;
  /** As Navigator reads it. Throws as `CoverageService.matrix`. */
  export(
    filter: CoverageFilter,
    range: Partial<HitRange>,
    options: { readonly name: string; readonly score: LayerScore },
  ): Promise<string>;
}

const MAX_LAYERS = 100;
const NONE: TechniqueCounts = { liveRules: 0, shadowRules: 0, idleRules: 0, hits: 0 };

export function createLayerService(
  database: DataSource,
  catalogue: CatalogueService,
  coverage: CoverageService,
  now: () => Date,
): LayerService {
  const { manager: reader } = database;

  async function get(id: string): Promise<AttackLayer> {
    const layer = isUuid(id) ? await reader.findOneBy(AttackLayer, { id }) : null;
    if (layer === null) throw new AppError('NOT_FOUND', `There is no layer with id ${id}.`);
    return layer;
  }

  return {
    get,
    list: () => reader.find(AttackLayer, { order: { name: 'ASC' } }),
    async import(actor, text, name) {
      const layer = { ...readLayer(text), ...(name === undefined ? {} : { name: checkName('layer', name) }) };
      return database.transaction(async (manager) => {
        // One import after the other: each sees which layers there are.
        await manager.query('LOCK TABLE attack_layers IN SHARE ROW EXCLUSIVE MODE');
        const before = await manager.findOneBy(AttackLayer, { name: layer.name });
        if (before === null && (await manager.count(AttackLayer)) >= MAX_LAYERS)
          throw new AppError(
            'CONFLICT',
            `There are ${MAX_LAYERS} layers, and no more are kept. Delete one first.`,
          );
        const facts = { ...layer, importedAt: now(), importedBy: actor.name };
        const saved = await manager.save(manager.create(AttackLayer, { ...before, ...facts }));
        const action = before === null ? AuditAction.CREATE : AuditAction.UPDATE;
        await writeAudit(manager, actor, [
          {
            ...{ action, objectType: AuditObject.ATTACK_LAYER, objectId: saved.id, objectName: saved.name },
            before: before === null ? undefined : factsOf(before),
            after: factsOf(saved),
          },
        ]);
        return saved;
      });
    },
    async delete(actor, id) {
      const layer = await get(id);
      await database.transaction(async (manager) => {
        const { affected } = await manager.delete(AttackLayer, { id });
        if (affected !== 1) throw new AppError('NOT_FOUND', `There is no layer with id ${id}.`);
        await writeAudit(manager, actor, [
          {
            ...{ action: AuditAction.DELETE, objectType: AuditObject.ATTACK_LAYER },
            ...{ objectId: id, objectName: layer.name, before: factsOf(layer) },
          },
        ]);
      });
    },
    async compare({ techniques }, filter, range) {
      const matrix = await coverage.matrix(filter, range);
      const { techniques: rows } = await catalogue.rows();
      const known = new Map(rows.map((row) => [row.id, row]));
      const covered = new Map(
        matrix.techniques.flatMap((each) => [each, ...each.subtechniques]).map((each) => [each.id, each]),
      );
      return techniques.map(({ id, score }): ComparedTechnique => {
        const row = known.get(id);
        const currentId = row?.currentId ?? id;
        const found = covered.get(currentId);
        const counts = found?.whole ?? NONE;
        const name = known.get(currentId)?.name ?? id;
        return { id, currentId, name, score, ...counts, verdict: verdictOf(row !== undefined, found?.whole) };
      });
    },
    async export(filter, range, { name, score }) {
      const matrix = await coverage.matrix(filter, range);
      const description = score === 'RULES' ? 'Live rules of each technique' : 'Hits of each technique';
      const options = { name: checkName('layer', name), description, score };
      return writeLayer(matrix, await catalogue.state(), options);
    },
  };
}

function verdictOf(isKnown: boolean, counts: TechniqueCounts | undefined): LayerVerdict {
  if (counts === undefined) return isKnown ? 'RETIRED' : 'UNKNOWN';
  if (counts.liveRules > 0) return 'COVERED';
  return counts.shadowRules > 0 ? 'SHADOW' : 'OPEN';
}

function factsOf({ name, domain, attackVersion, techniques }: AttackLayer) {
  return { name, domain, attackVersion, techniques: techniques.length };
}
