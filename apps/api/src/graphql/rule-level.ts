import type { Level } from '@sluice/contracts';
import { registerEnumType } from 'type-graphql';

/** Sigma's levels, least first. */
export enum RuleLevel {
  INFORMATIONAL = 'INFORMATIONAL',
  LOW = 'LOW',
  MEDIUM = 'MEDIUM',
  HIGH = 'HIGH',
  CRITICAL = 'CRITICAL',
}
registerEnumType(RuleLevel, {
  name: 'RuleLevel',
  description: "Sigma's levels, least first.",
  valuesConfig: {
    INFORMATIONAL: { description: 'To enrich events; nobody should be alerted by it.' },
    LOW: { description: 'Notable, seldom an incident by itself.' },
    MEDIUM: { description: 'To be looked at now and then.' },
    HIGH: { description: 'To be looked at soon.' },
    CRITICAL: { description: 'Points to an incident: to be looked at once it comes.' },
  },
});

const LEVELS: readonly RuleLevel[] = [
  RuleLevel.INFORMATIONAL,
  RuleLevel.LOW,
  RuleLevel.MEDIUM,
  RuleLevel.HIGH,
  RuleLevel.CRITICAL,
];

const BY_NAME: Record<Level, RuleLevel> = {
  informational: RuleLevel.INFORMATIONAL,
  low: RuleLevel.LOW,
  medium: RuleLevel.MEDIUM,
  high: RuleLevel.HIGH,
  critical: RuleLevel.CRITICAL,
};

export function levelOfName(name: Level): RuleLevel {
  return BY_NAME[name];
}

/** From the number that is stored. */
export function levelOfIndex(index: number): RuleLevel {
  return LEVELS[index] ?? RuleLevel.INFORMATIONAL;
}

export function indexOfLevel(level: RuleLevel): number {
  return LEVELS.indexOf(level);
}

export function highestLevel(names: readonly Level[]): RuleLevel {
  return levelOfIndex(Math.max(0, ...names.map((name) => indexOfLevel(levelOfName(name)))));
}
