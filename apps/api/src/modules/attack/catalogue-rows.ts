import type { AttackCatalogue } from '@sluice/sigma/attack';
import type { EntityManager } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { storableText } from '../../database/storable-text.ts';
import { AttackTacticRow } from './attack-tactic.entity.ts';
import { AttackTechniqueRow } from './attack-technique.entity.ts';

export interface CatalogueRows {
  readonly tactics: readonly AttackTacticRow[];
  readonly techniques: readonly AttackTechniqueRow[];
}

/** Enterprise ATT&CK has 14. */
const MAX_TACTICS = 100;
/** Enterprise ATT&CK has about 850, with those given up. */
const MAX_TECHNIQUES = 10_000;
const ROWS_PER_INSERT = 1_000;

/** The rows of a catalogue. Throws BAD_USER_INPUT where there are more than any ATT&CK has. */
export function toRows({ tactics, techniques }: AttackCatalogue): CatalogueRows {
  const [ids, shortNames] = [new Set<string>(), new Set<string>()];
  const tacticRows: AttackTacticRow[] = [];
  for (const { id, shortName: written, name } of tactics) {
    const shortName = storableText(written);
    if (ids.has(id) || shortNames.has(shortName)) continue;
    ids.add(id);
    shortNames.add(shortName);
    tacticRows.push({ id, shortName, name: storableText(name), position: tacticRows.length });
    refuseMore('tactics', tacticRows.length, MAX_TACTICS);
  }
  refuseMore('techniques', techniques.length, MAX_TECHNIQUES);
  const known = new Set(techniques.map(({ id }) => id));
  const techniqueRows = techniques.map(({ id, name, tactics: serves, retirement, replacedBy }) => {
    const parentId = id.split('.', 1)[0] ?? '';
    return {
      id,
      name: storableText(name),
      parentId: id !== parentId && known.has(parentId) ? parentId : null,
      tactics: [...new Set(serves)].filter((tactic) => shortNames.has(tactic)),
      retirement: retirement ?? null,
      currentId: replacedBy !== undefined && known.has(replacedBy) ? replacedBy : id,
    };
  });
  return { tactics: tacticRows, techniques: techniqueRows };
}

/** Puts the rows in place of those that are there. */
export async function replaceRows(
  manager: EntityManager,
  { tactics, techniques }: CatalogueRows,
): Promise<void> {
  await manager.query('DELETE FROM attack_tactics');
  await manager.query('DELETE FROM attack_techniques');
  await manager.insert(AttackTacticRow, [...tactics]);
  for (let start = 0; start < techniques.length; start += ROWS_PER_INSERT)
    await manager.insert(AttackTechniqueRow, techniques.slice(start, start + ROWS_PER_INSERT));
}

function refuseMore(what: string, count: number, max: number): void {
  if (count > max)
    throw new AppError('BAD_USER_INPUT', `The bundle has more than ${max} ${what}, which no ATT&CK has.`);
}
