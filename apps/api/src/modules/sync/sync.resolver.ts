import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import {
  Arg,
  Authorized,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { access, Scope } from '../auth/index.ts';
import { RepositoryObject, RuleRepository } from '../repositories/index.ts';
import { RuleFileReport, toRuleFileReport } from '../rules/index.ts';
import { nextRun } from './next-run.ts';
import type { SyncRun } from './sync-run.entity.ts';
import type { SyncRunService } from './sync-run.service.ts';
import type { SyncService } from './sync.service.ts';
import { CancelSyncPayload, ConfirmSyncPayload, SyncRepositoryPayload, SyncRunObject } from './sync.type.ts';

@Resolver(() => RepositoryObject)
export class SyncResolver {
  private readonly sync: SyncService;
  private readonly runs: SyncRunService;
  constructor(sync: SyncService, runs: SyncRunService) {
    this.sync = sync;
    this.runs = runs;
  }

  @FieldResolver(() => SyncRunObject, {
    nullable: true,
    description: 'The newest run; null where there is none.',
  })
  lastSync(@Root() { id }: RepositoryObject, @Ctx() { loaders }: Context): Promise<SyncRunObject | null> {
    return loaders.lastSync.load(id);
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      'When a run begins by itself; null where none does, or where the last one asks people first.',
  })
  async nextSyncAt(@Root() repository: RuleRepository, @Ctx() { loaders }: Context): Promise<Date | null> {
    return nextRun(repository, await loaders.lastSync.load(repository.id));
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => [SyncRunObject], { description: 'Newest first, at most 100; older ones are not kept.' })
  syncRuns(
    @Arg('repositoryId', () => ID, { description: 'Whose runs.' }) repositoryId: string,
    @Arg('limit', () => Int, { defaultValue: 20, description: '1 to 100.' }) limit: number,
  ): Promise<SyncRunObject[]> {
    return this.runs.list(repositoryId, limit);
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => SyncRunObject, {
    description: 'One run, as far as it is; NOT_FOUND where it is no longer kept.',
  })
  syncRun(@Arg('id', () => ID, { description: 'Of the run.' }) id: string): Promise<SyncRunObject> {
    return this.runs.get(id);
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Subscription(() => SyncRunObject, {
    subscribe: ({ args, context }: { args: { repositoryId: string }; context: Context }) =>
      context.loaders.followSync(args.repositoryId),
    description:
      'The newest run of a repository, at once where there is one, and when it changes: at most twice a second.',
  })
  syncRunChanged(
    @Root() run: SyncRun,
    @Arg('repositoryId', () => ID, {
      description: 'Whose runs; NOT_FOUND where there is no such repository.',
    })
    _repositoryId: string,
  ): SyncRunObject {
    return run;
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => [RuleFileReport], {
    description:
      'What became of the files of a run, those that did not change left out: refused ones first, at most 5,000 of them and 1,000 others.',
  })
  async syncRunFiles(
    @Arg('runId', () => ID, { description: 'Of the run; NOT_FOUND where it is no longer kept.' })
    runId: string,
  ): Promise<RuleFileReport[]> {
    return (await this.runs.files(runId)).map(toRuleFileReport);
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => SyncRepositoryPayload, {
    description:
      'Begins a run; `syncRun` tells how it goes. Refused while another one of the repository waits or runs.',
  })
  async syncRepository(
    @Arg('id', () => ID, {
      description: 'Of a GIT or SOC_PRIME repository; RATE_LIMITED where its host asked to wait.',
    })
    id: string,
    @Arg('full', () => Boolean, {
      defaultValue: false,
      description:
        'Read everything, also where the host has nothing new; it brings back what was deleted here.',
    })
    isFull: boolean,
    @Ctx() { actor }: Context,
  ): Promise<SyncRepositoryPayload> {
    return { run: await this.sync.start(actor, id, { isFull }) };
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => CancelSyncPayload, {
    description: 'Ends a run that waits, runs or asks; nothing of it is kept.',
  })
  async cancelSync(
    @Arg('runId', () => ID, { description: 'Of the run; CONFLICT where it has ended.' }) runId: string,
    @Ctx() { actor }: Context,
  ): Promise<CancelSyncPayload> {
    return { run: await this.sync.cancel(actor, runId) };
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => ConfirmSyncPayload, {
    description: 'Lets a run go on that asks, with the same commit and no more removals than it told.',
  })
  async confirmSync(
    @Arg('runId', () => ID, {
      description: 'Of the run; CONFLICT where it does not ask, or the repository was changed since.',
    })
    runId: string,
    @Ctx() { actor }: Context,
  ): Promise<ConfirmSyncPayload> {
    return { run: await this.sync.confirm(actor, runId) };
  }
}
