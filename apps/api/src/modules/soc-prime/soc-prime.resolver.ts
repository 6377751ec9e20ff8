import { Arg, Authorized, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { access, Scope } from '../auth/index.ts';
import type { RepositoryService } from '../repositories/index.ts';
import { RuleAtInput, toOverridePayload } from '../rules/index.ts';
import type { SendOverride } from './send-override.ts';
import type { SocPrimeService } from './soc-prime.service.ts';
import {
  AddSocPrimeRepositoriesPayload,
  RemoveSocPrimeApiKeyPayload,
  SendOverridePayload,
  SetSocPrimeApiKeyPayload,
  SocPrimeAccountObject,
  SocPrimeRepositoryObject,
} from './soc-prime.type.ts';

@Resolver()
export class SocPrimeResolver {
  private readonly socPrime: SocPrimeService;
  private readonly repositories: RepositoryService;
  private readonly send: SendOverride;
  constructor(socPrime: SocPrimeService, repositories: RepositoryService, send: SendOverride) {
    this.send = send;
    this.socPrime = socPrime;
    this.repositories = repositories;
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => SocPrimeAccountObject, { nullable: true, description: 'null where no API key is set.' })
  async socPrimeAccount(): Promise<SocPrimeAccountObject | null> {
    return (await this.socPrime.key()) ?? null;
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Query(() => [SocPrimeRepositoryObject], { description: 'What the platform has, asked now; by name.' })
  async socPrimeRepositories(): Promise<SocPrimeRepositoryObject[]> {
    const found = await this.socPrime.browse();
    const added = new Map((await this.repositories.list()).map((each) => [each.platformId, each]));
    return found.map(({ id, name }) => ({ id, name, repository: added.get(id) ?? null }));
  }

  @Authorized(access.admins('PEOPLE_ONLY'))
  @Mutation(() => SetSocPrimeApiKeyPayload, {
    description:
      'The platform is asked whether it takes the key, which is kept encrypted; needs SECRETS_KEY.',
  })
  async setSocPrimeApiKey(
    @Arg('apiKey', () => String, { description: 'BAD_USER_INPUT where the platform refuses it.' })
    apiKey: string,
    @Ctx() { actor }: Context,
  ): Promise<SetSocPrimeApiKeyPayload> {
    const account = await this.socPrime.setKey(actor, apiKey);
    return { account };
  }

  @Authorized(access.admins('PEOPLE_ONLY'))
  @Mutation(() => RemoveSocPrimeApiKeyPayload, {
    description: 'Repositories of the type SOC_PRIME stay, and their runs fail until another key is set.',
  })
  async removeSocPrimeApiKey(@Ctx() { actor }: Context): Promise<RemoveSocPrimeApiKeyPayload> {
    return { isRemoved: await this.socPrime.removeKey(actor) };
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => AddSocPrimeRepositoriesPayload, {
    description: 'All or none. They have no rules as yet: `syncRepository` fetches them, or the schedule.',
  })
  async addSocPrimeRepositories(
    @Arg('ids', () => [ID], { description: 'Of `socPrimeRepositories`; 1 to 100.' }) ids: string[],
    @Ctx() { actor }: Context,
  ): Promise<AddSocPrimeRepositoriesPayload> {
    const { value, revision } = await this.socPrime.add(actor, ids);
    return { ...value, revision };
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => SendOverridePayload, {
    description: 'Writes the text that a rule of a SOC_PRIME repository has here to the platform.',
  })
  async sendOverride(
    @Arg('input', () => RuleAtInput, {
      description: 'The rule; CONFLICT where it was changed since, or there is nothing to send.',
    })
    input: RuleAtInput,
    @Ctx() { actor }: Context,
  ): Promise<SendOverridePayload> {
    return toOverridePayload(await this.send(actor, input));
  }
}
