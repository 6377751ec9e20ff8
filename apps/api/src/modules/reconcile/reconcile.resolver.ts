import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { access, Scope } from '../auth/index.ts';
import type { ReconcileService } from './reconcile.service.ts';
import {
  ReconcileConfigurationInput,
  ReconcileConfigurationPayload,
  ReconcileDifferenceKind,
} from './reconcile.type.ts';

const MAX_NAMED = 1_000;

@Resolver()
export class ReconcileResolver {
  private readonly reconciler: ReconcileService;
  constructor(reconciler: ReconcileService) {
    this.reconciler = reconciler;
  }

  @Authorized(access.admins(Scope.PIPELINES_WRITE))
  @Mutation(() => ReconcileConfigurationPayload, {
    description:
      'Compares what the workers are told, in Kafka, with the configuration, and mends what differs. It is done each night, too.',
  })
  async reconcileConfiguration(
    @Arg('input', () => ReconcileConfigurationInput, { description: 'Try it with `dryRun` first.' })
    { dryRun }: ReconcileConfigurationInput,
    @Ctx() { actor, topics }: Context,
  ): Promise<ReconcileConfigurationPayload> {
    topics.requireEveryTopic('reconcileConfiguration');
    const { compared, differences, revision } = await this.reconciler.reconcile(actor, dryRun);
    return {
      compared,
      differing: differences.length,
      differences: differences.slice(0, MAX_NAMED).map(({ kind, record: { key } }) => ({
        kind: ReconcileDifferenceKind[kind],
        key,
      })),
      revision,
    };
  }
}
