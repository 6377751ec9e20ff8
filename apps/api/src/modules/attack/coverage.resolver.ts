import { Arg, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { TechniqueType } from '../../graphql/technique.type.ts';
import { access, Scope } from '../auth/index.ts';
import type { StrayTagRow } from './coverage-query.ts';
import type { CoverageService, TechniqueCoverage } from './coverage.service.ts';
import {
  AttackGapsType,
  AttackMatrixType,
  CoverageFilterInput,
  StrayTagKind,
  TechniqueRetirement,
  type StrayTagType,
} from './coverage.type.ts';
import { toCoverageFilter } from './to-coverage-filter.ts';

@Resolver(() => AttackMatrixType)
export class CoverageResolver {
  private readonly coverage: CoverageService;
  constructor(coverage: CoverageService) {
    this.coverage = coverage;
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => AttackMatrixType, {
    description: 'Coverage by tactics and techniques; CONFLICT where no catalogue is loaded.',
  })
  async attackMatrix(
    @Arg('filter', () => CoverageFilterInput, {
      nullable: true,
      description: 'All rules, and hits of 7 days, where it is left out.',
    })
    filter: CoverageFilterInput | null,
    @Ctx() context: Context,
  ): Promise<AttackMatrixType> {
    const given = await toCoverageFilter(filter, context);
    const { range, tactics, techniques } = await this.coverage.matrix(given.filter, given.range);
    const subtechniques = techniques.flatMap((each) => each.subtechniques);
    return {
      ...range,
      techniqueCount: techniques.length,
      coveredTechniqueCount: techniques.filter(isCovered).length,
      subtechniqueCount: subtechniques.length,
      coveredSubtechniqueCount: subtechniques.filter(isCovered).length,
      tactics: tactics.map((tactic) => ({
        ...tactic,
        coveredCount: tactic.techniques.filter(isCovered).length,
      })),
    };
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => AttackGapsType, { description: 'What is missing; CONFLICT where no catalogue is loaded.' })
  async attackGaps(
    @Arg('filter', () => CoverageFilterInput, {
      nullable: true,
      description: 'All rules where it is left out.',
    })
    filter: CoverageFilterInput | null,
    @Ctx() context: Context,
  ): Promise<AttackGapsType> {
    const given = await toCoverageFilter(filter, context);
    const [{ techniques }, strayTags] = await Promise.all([
      this.coverage.matrix(given.filter, given.range),
      this.coverage.strayTags(given.filter),
    ]);
    return {
      techniques: techniques
        .flatMap((each) => [each, ...each.subtechniques])
        .filter((each) => !isCovered(each))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      strayTags: strayTags.map(toStrayTag),
    };
  }
}

/** What the catalogue adds to a technique that a rule or a detection names. */
@Resolver(() => TechniqueType)
export class TechniqueNameResolver {
  @FieldResolver()
  name(@Root() { id }: TechniqueType, @Ctx() { loaders }: Context): Promise<string> {
    return loaders.techniqueName.load(id);
  }
}

function isCovered(technique: TechniqueCoverage): boolean {
  return technique.isCovered;
}

function toStrayTag({ kind, retirement, ...row }: StrayTagRow): StrayTagType {
  return {
    ...row,
    kind: StrayTagKind[kind],
    retirement:
      retirement === null
        ? null
        : retirement === 'revoked'
          ? TechniqueRetirement.REVOKED
          : TechniqueRetirement.DEPRECATED,
  };
}
