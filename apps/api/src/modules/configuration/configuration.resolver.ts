import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { access, Scope } from '../auth/index.ts';
import type { ConfigurationService } from './configuration.service.ts';
import {
  ApplyConfigurationInput,
  ApplyConfigurationPayload,
  ConfigurationAction,
} from './configuration.type.ts';

@Resolver()
export class ConfigurationResolver {
  private readonly configuration: ConfigurationService;
  constructor(configuration: ConfigurationService) {
    this.configuration = configuration;
  }

  @Authorized(access.everyone(Scope.PIPELINES_READ))
  @Query(() => String, {
    description:
      'Local repositories, filters, log sources and pipelines as YAML, by name; rules are not in it.',
  })
  exportConfiguration(@Ctx() { topics }: Context): Promise<string> {
    topics.requireEveryTopic('exportConfiguration');
    return this.configuration.export();
  }

  @Authorized(access.engineers(Scope.PIPELINES_WRITE))
  @Mutation(() => ApplyConfigurationPayload, {
    description:
      'Makes the configuration that of a document: all or nothing, in one revision. Applied again, it changes nothing.',
  })
  async applyConfiguration(
    @Arg('input', () => ApplyConfigurationInput) input: ApplyConfigurationInput,
    @Ctx() { actor, topics }: Context,
  ): Promise<ApplyConfigurationPayload> {
    topics.requireEveryTopic('applyConfiguration');
    const { changes, revision } = await this.configuration.apply(actor, input);
    return {
      changes: changes.map((change) => ({ ...change, action: ConfigurationAction[change.action] })),
      revision,
    };
  }
}
