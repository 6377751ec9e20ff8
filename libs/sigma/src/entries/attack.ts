export type { AttackCatalogue, AttackTactic, AttackTechnique } from '../attack/attack-catalogue.ts';
export { readAttackCatalogue } from '../attack/read-attack-catalogue.ts';
export type { RuleAttack, RuleTechnique } from '../attack/attack-of.ts';
export { attackOf } from '../attack/attack-of.ts';
