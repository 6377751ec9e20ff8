import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { AppError } from '../../app-error.ts';
import { checkPreviewEvents, toPipelinePreviewObject } from '../pipelines/index.ts';
import type { SampleEvents } from '../topics/index.ts';
import { access, checkAccess, Scope, type Access, type Principal } from '../auth/index.ts';
import type { ConfigurationService } from './configuration.service.ts';
import {
  ApplyConfigurationInput,
  ApplyConfigurationPayload,
  ConfigurationAction,
} from './configuration.type.ts';

@Resolver()
export class ConfigurationResolver {
  private readonly configuration: ConfigurationService;
  private readonly sampled: SampleEvents;
  constructor(configuration: ConfigurationService, sampled: SampleEvents) {
    this.configuration = configuration;
    this.sampled = sampled;
  }

  @Authorized(access.everyone(Scope.PIPELINES_READ))
  @Query(() => String, {
    description:
      'Repositories without their secrets, filters, log sources and pipelines as YAML, by name, settings that were set, for administrators, and what is set of rules beside their texts, with the scope RULES_READ.',
  })
  exportConfiguration(@Ctx() { topics, principal }: Context): Promise<string> {
    topics.requireEveryTopic('exportConfiguration');
    return this.configuration.export({
      hasSettings: may(principal, access.admins(Scope.SETTINGS_READ)),
      hasRules: may(principal, access.everyone(Scope.RULES_READ)),
    });
  }

  @Authorized(access.engineers(Scope.PIPELINES_WRITE))
  @Mutation(() => ApplyConfigurationPayload, {
    description:
      'Makes the configuration that of a document: all or nothing, in one revision. Applied again, it changes nothing.',
  })
  async applyConfiguration(
    @Arg('input', () => ApplyConfigurationInput, {
      description: 'Try it with `dryRun` first. FORBIDDEN where the caller may not see every topic.',
    })
    { events: given, sample, ...input }: ApplyConfigurationInput,
    @Ctx() context: Context,
  ): Promise<ApplyConfigurationPayload> {
    const { actor, topics, principal } = context;
    topics.requireEveryTopic('applyConfiguration');
    checkPreviewEvents(given);
    const events = input.dryRun ? await this.sampled(context, given, sample) : [];
    const { changes, revision, pipelines } = await this.configuration.apply(
      actor,
      { ...input, events },
      {
        settings() {
          checkAccess(principal, access.admins(Scope.SETTINGS_WRITE), 'settings in applyConfiguration');
        },
        rules() {
          const what = 'rules, and repositories that are synced or deleted, in applyConfiguration';
          checkAccess(principal, access.engineers(Scope.RULES_WRITE), what);
        },
      },
    );
    return {
      changes: changes.map((change) => ({ ...change, action: ConfigurationAction[change.action] })),
      revision,
      pipelines: pipelines && {
        count: pipelines.count,
        first: pipelines.first.map(toPipelinePreviewObject),
      },
    };
  }
}

function may(principal: Principal | undefined, needed: Access): boolean {
  try {
    checkAccess(principal, needed, 'exportConfiguration');
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
