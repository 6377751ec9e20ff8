import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { unifiedDiff } from '../../unified-diff.ts';
import { access, Scope } from '../auth/index.ts';
import { toRuleFileReport } from '../rules/index.ts';
import type { SomeSyncChanges, SyncChangeService } from './sync-change.service.ts';
import {
  AcceptSyncChangesPayload,
  PinSyncChangesPayload,
  RejectSyncChangesPayload,
  SyncChangeObject,
  SyncChangePage,
  SyncChangesInput,
} from './sync-change.type.ts';

const MAX_REPORTED = 1_000;

@Resolver(() => SyncChangeObject)
export class SyncChangeResolver {
  private readonly changes: SyncChangeService;
  constructor(changes: SyncChangeService) {
    this.changes = changes;
  }

  @FieldResolver(() => String, {
    description: 'From the text here to that of upstream, as `diff -u` writes it.',
  })
  diff(@Root() { before, text }: SyncChangeObject): string {
    return unifiedDiff(before ?? '', text ?? '');
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => SyncChangePage, { description: 'What waits to be decided upon, by path.' })
  syncChanges(
    @Arg('repositoryId', () => ID, {
      description: 'Whose changes; NOT_FOUND where there is no such repository.',
    })
    repositoryId: string,
    @Arg('rejected', () => Boolean, { defaultValue: false, description: 'What was rejected, in its place.' })
    isRejected: boolean,
    @Arg('limit', () => Int, { defaultValue: 50, description: '1 to 100.' }) limit: number,
    @Arg('offset', () => Int, {
      defaultValue: 0,
      description: 'How many of the first ones are passed over; 0 or more.',
    })
    offset: number,
  ): Promise<SyncChangePage> {
    return this.changes.page(repositoryId, isRejected, { limit, offset });
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => AcceptSyncChangesPayload, {
    description: 'Makes rules what upstream has, in one revision, all or none.',
  })
  async acceptSyncChanges(
    @Arg('input', () => SyncChangesInput, { description: 'Rejected ones can be named too.' })
    input: SyncChangesInput,
    @Ctx() { actor }: Context,
  ): Promise<AcceptSyncChangesPayload> {
    const { files, revision } = await this.changes.accept(actor, toSome(input));
    const accepted = files.filter(({ outcome }) => ['ADDED', 'CHANGED', 'REMOVED'].includes(outcome)).length;
    return { accepted, files: files.slice(0, MAX_REPORTED).map(toRuleFileReport), revision };
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => RejectSyncChangesPayload, {
    description:
      'Leaves the rules as they are; the changes come back only where upstream changes them again.',
  })
  async rejectSyncChanges(
    @Arg('input', () => SyncChangesInput, { description: 'The changes that are turned down.' })
    input: SyncChangesInput,
    @Ctx() { actor }: Context,
  ): Promise<RejectSyncChangesPayload> {
    return { rejected: await this.changes.reject(actor, toSome(input)) };
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => PinSyncChangesPayload, {
    description:
      'Pins the rules as they are, until `unpinRule`. What is ADDED has no rule to be pinned: it is refused where it is named, else it waits on.',
  })
  async pinSyncChanges(
    @Arg('input', () => SyncChangesInput, { description: 'The changes whose rules are to stay.' })
    input: SyncChangesInput,
    @Ctx() { actor }: Context,
  ): Promise<PinSyncChangesPayload> {
    return { pinned: await this.changes.pin(actor, toSome(input)) };
  }
}

function toSome({ repositoryId, ids }: SyncChangesInput): SomeSyncChanges {
  return { repositoryId, ids: ids ?? null };
}
