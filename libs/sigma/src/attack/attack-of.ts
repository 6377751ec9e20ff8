import { keptBy } from '../kept-by.ts';
import type { SigmaRule } from '../rule/rule.ts';
import type { AttackCatalogue, AttackTactic, AttackTechnique } from './attack-catalogue.ts';

/** A technique that a rule has to do with. */
export interface RuleTechnique extends AttackTechnique {
  /** The technique above a sub-technique, if the catalogue has it. */
  readonly parent?: { readonly id: string; readonly name: string };
  /** The id in the rule's tags, where that is revoked and this is the technique in its place. */
  readonly taggedAs?: string;
}

/** What a rule's tags say of MITRE ATT&CK. */
export interface RuleAttack {
  /** Tactics that the tags name, in the order of the matrix. */
  readonly tactics: readonly AttackTactic[];
  /** Techniques that the tags name, in their order. */
  readonly techniques: readonly RuleTechnique[];
  /** Ids of techniques and names of tactics that the catalogue doesn't have. */
  readonly unknown: readonly string[];
}

/**
 * Looks the tags of a rule up. Tactics may be tagged as `attack.defense-evasion`, `attack.defense_evasion` or
 * `attack.ta0005`; a revoked technique becomes the one in its place, where the catalogue knows it.
 */
export function attackOf({ metadata }: Pick<SigmaRule, 'metadata'>, catalogue: AttackCatalogue): RuleAttack {
  const { tactics, techniques } = indexOf(catalogue);
  const foundTactics = new Set<AttackTactic>();
  const foundTechniques = new Map<string, RuleTechnique>();
  const unknown: string[] = [];
  for (const name of metadata.tactics) {
    const tactic = tactics.get(name.toLowerCase().replaceAll('_', '-'));
    if (tactic === undefined) unknown.push(name);
    else foundTactics.add(tactic);
  }
  for (const id of metadata.techniques) {
    const tagged = techniques.get(id.toUpperCase());
    const technique = techniques.get(tagged?.replacedBy ?? '') ?? tagged;
    if (technique === undefined) unknown.push(id);
    else if (!foundTechniques.has(technique.id)) {
      const parent = technique.id.includes('.')
        ? techniques.get(technique.id.split('.', 1)[0] ?? '')
        : undefined;
      foundTechniques.set(technique.id, {
        ...technique,
        ...(parent && { parent: { id: parent.id, name: parent.name } }),
        ...(technique !== tagged && { taggedAs: id }),
      });
    }
  }
  return {
    tactics: catalogue.tactics.filter((tactic) => foundTactics.has(tactic)),
    techniques: [...foundTechniques.values()],
    unknown,
  };
}

interface CatalogueIndex {
  readonly tactics: ReadonlyMap<string, AttackTactic>;
  readonly techniques: ReadonlyMap<string, AttackTechnique>;
}

const indexOf = keptBy((catalogue: AttackCatalogue): CatalogueIndex => {
  const byName = catalogue.tactics.map((tactic): [string, AttackTactic] => [tactic.shortName, tactic]);
  const byId = catalogue.tactics.map((tactic): [string, AttackTactic] => [tactic.id.toLowerCase(), tactic]);
  const techniques = catalogue.techniques.map((technique): [string, AttackTechnique] => [
    technique.id,
    technique,
  ]);
  return { tactics: new Map([...byName, ...byId]), techniques: new Map(techniques) };
});
