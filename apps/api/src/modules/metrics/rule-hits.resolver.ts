import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Ctx, FieldResolver, Float, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { RuleObject } from '../rules/index.ts';

/** What the history of metrics adds to a rule. */
@Resolver(() => RuleObject)
export class RuleHitsResolver {
  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'In any pipeline, in the stage SHADOW too. null where it did not match within 13 months.',
  })
  lastMatchedAt(@Root() { id }: RuleObject, @Ctx() { loaders }: Context): Promise<Date | null> {
    return loaders.lastMatchedAt.load(id);
  }

  @FieldResolver(() => Float, {
    description: 'Over all pipelines; the hour in which the 24 begin counts whole. Up to 5 seconds old.',
  })
  async matchesLast24Hours(@Root() { id }: RuleObject, @Ctx() { loaders }: Context): Promise<number> {
    return (await loaders.matchesLast24Hours()).get(id) ?? 0;
  }

  @FieldResolver(() => Float, {
    description:
      'What it costs: how often workers had to evaluate it, over all pipelines, matched or not. Events without the texts that it looks for spare it. The hour in which the 24 begin counts whole. Workers tell it once a minute; up to 5 seconds older.',
  })
  async triesLast24Hours(@Root() { id }: RuleObject, @Ctx() { loaders }: Context): Promise<number> {
    return (await loaders.triesLast24Hours()).byRule.get(id) ?? 0;
  }

  @FieldResolver(() => Float, {
    description:
      'What part of the evaluations of all rules in these hours was of this one: 0 to 1, 0 where there were none.',
  })
  async costShareLast24Hours(@Root() { id }: RuleObject, @Ctx() { loaders }: Context): Promise<number> {
    const { byRule, total } = await loaders.triesLast24Hours();
    return (byRule.get(id) ?? 0) / Math.max(1, total);
  }
}
