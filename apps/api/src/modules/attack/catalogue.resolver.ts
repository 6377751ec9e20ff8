import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { AppError } from '../../app-error.ts';
import { access, Scope } from '../auth/index.ts';
import type { Actor } from '../audit/index.ts';
import type { CatalogueService } from './catalogue.service.ts';
import {
  AttackCatalogueType,
  SyncAttackCataloguePayload,
  UpdateAttackSourceInput,
  UpdateAttackSourcePayload,
  UploadAttackCatalogueInput,
  UploadAttackCataloguePayload,
} from './catalogue.type.ts';

/** Puts a sync into the queue; one that waits already is enough. */
export type StartCatalogueSync = (actor: Actor) => Promise<void>;

@Resolver(() => AttackCatalogueType)
export class CatalogueResolver {
  private readonly catalogue: CatalogueService;
  private readonly startSync: StartCatalogueSync;
  constructor(catalogue: CatalogueService, startSync: StartCatalogueSync) {
    this.catalogue = catalogue;
    this.startSync = startSync;
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => AttackCatalogueType, {
    description: 'What is loaded, and from where; there is always one, empty at first.',
  })
  attackCatalogue(): Promise<AttackCatalogueType> {
    return this.catalogue.state();
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => UpdateAttackSourcePayload, {
    description: 'Another address is asked at once; `attackCatalogue` tells how that went.',
  })
  async updateAttackSource(
    @Arg('input', () => UpdateAttackSourceInput, { description: 'What is to change, and of which version.' })
    input: UpdateAttackSourceInput,
    @Ctx() { actor }: Context,
  ): Promise<UpdateAttackSourcePayload> {
    const { version, url, intervalHours } = input;
    const source = { version, url, intervalHours: intervalHours ?? undefined };
    const catalogue = await this.catalogue.setSource(actor, source);
    if (catalogue.url !== null && catalogue.checkedAt === null) await this.startSync(actor);
    return { catalogue };
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => SyncAttackCataloguePayload, {
    description: 'Asks the address now; `attackCatalogue` tells by `checkedAt` and `error` how that went.',
  })
  async syncAttackCatalogue(@Ctx() { actor }: Context): Promise<SyncAttackCataloguePayload> {
    const catalogue = await this.catalogue.state();
    if (catalogue.url === null)
      throw new AppError(
        'CONFLICT',
        'There is no address to ask. Name one by "updateAttackSource", or upload a bundle.',
      );
    await this.startSync(actor);
    return { catalogue };
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => UploadAttackCataloguePayload, {
    description: 'Puts the bundle in place of the catalogue; one that is there already changes nothing.',
  })
  async uploadAttackCatalogue(
    @Arg('input', () => UploadAttackCatalogueInput, {
      description: 'BAD_USER_INPUT where it is no such bundle.',
    })
    { contentBase64 }: UploadAttackCatalogueInput,
    @Ctx() { actor }: Context,
  ): Promise<UploadAttackCataloguePayload> {
    return { catalogue: await this.catalogue.load(actor, Buffer.from(contentBase64, 'base64')) };
  }
}
