import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { access, Scope } from '../auth/index.ts';
import type { AttackLayer } from './attack-layer.entity.ts';
import { CoverageFilterInput } from './coverage.type.ts';
import type { LayerService } from './layer.service.ts';
import {
  AttackLayerType,
  DeleteAttackLayerPayload,
  ImportNavigatorLayerInput,
  ImportNavigatorLayerPayload,
  LayerComparisonType,
  LayerScoreField,
  LayerVerdictType,
} from './layer.type.ts';
import { toCoverageFilter } from './to-coverage-filter.ts';

@Resolver(() => AttackLayerType)
export class LayerResolver {
  private readonly layers: LayerService;
  constructor(layers: LayerService) {
    this.layers = layers;
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => [AttackLayerType], { description: 'By name.' })
  attackLayers(): Promise<AttackLayerType[]> {
    return this.layers.list();
  }

  @FieldResolver(() => Int, { description: 'How many techniques it is about.' })
  techniqueCount(@Root() { techniques }: AttackLayer): number {
    return techniques.length;
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => LayerComparisonType, { description: 'Which techniques of a layer rules cover.' })
  async compareWithLayer(
    @Arg('layerId', () => ID, { description: 'Of a layer that was imported.' }) layerId: string,
    @Arg('filter', () => CoverageFilterInput, {
      nullable: true,
      description: 'All rules, and hits of 7 days, where it is left out.',
    })
    filter: CoverageFilterInput | null,
    @Ctx() context: Context,
  ): Promise<LayerComparisonType> {
    const given = await toCoverageFilter(filter, context);
    const layer = await this.layers.get(layerId);
    const techniques = (await this.layers.compare(layer, given.filter, given.range)).map((each) => ({
      ...each,
      verdict: LayerVerdictType[each.verdict],
    }));
    const wanted = techniques.filter(
      ({ verdict }) => verdict !== LayerVerdictType.RETIRED && verdict !== LayerVerdictType.UNKNOWN,
    );
    const covered = wanted.filter(({ verdict }) => verdict === LayerVerdictType.COVERED);
    return { techniques, wantedCount: wanted.length, coveredCount: covered.length };
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => String, { description: 'The matrix as a layer of ATT&CK Navigator, version 4.5: JSON.' })
  async exportNavigatorLayer(
    @Arg('filter', () => CoverageFilterInput, {
      nullable: true,
      description: 'All rules, and hits of 7 days, where it is left out.',
    })
    filter: CoverageFilterInput | null,
    @Arg('score', () => LayerScoreField, {
      defaultValue: LayerScoreField.RULES,
      description: 'Rules in the stage SHADOW score nothing.',
    })
    score: LayerScoreField,
    @Arg('name', () => String, {
      defaultValue: 'Sluice',
      description: '1 to 100 characters; Navigator shows it.',
    })
    name: string,
    @Ctx() context: Context,
  ): Promise<string> {
    const given = await toCoverageFilter(filter, context);
    return this.layers.export(given.filter, given.range, { name, score });
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => ImportNavigatorLayerPayload, {
    description: 'Keeps a layer, to compare coverage with; one of the same name is replaced.',
  })
  async importNavigatorLayer(
    @Arg('input', () => ImportNavigatorLayerInput, {
      description: 'BAD_USER_INPUT where Navigator would not read it, CONFLICT where there are 100 already.',
    })
    { layer, name }: ImportNavigatorLayerInput,
    @Ctx() { actor }: Context,
  ): Promise<ImportNavigatorLayerPayload> {
    return { layer: await this.layers.import(actor, layer, name ?? undefined) };
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => DeleteAttackLayerPayload, {
    description: 'Nothing else changes: rules and catalogue stay.',
  })
  async deleteAttackLayer(
    @Arg('id', () => ID, { description: 'Of the layer.' }) id: string,
    @Ctx() { actor }: Context,
  ): Promise<DeleteAttackLayerPayload> {
    await this.layers.delete(actor, id);
    return { id };
  }
}
