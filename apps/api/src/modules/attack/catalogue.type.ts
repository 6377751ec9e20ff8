import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, InputType, Int, ObjectType } from 'type-graphql';

@ObjectType('AttackCatalogue', {
  description: 'Which tactics and techniques of MITRE ATT&CK there are, and where that is read from.',
})
export class AttackCatalogueType {
  @Field(() => String, {
    nullable: true,
    description: 'Where the bundle is read from; null: it is uploaded.',
  })
  url!: string | null;

  @Field(() => Int, { description: 'The address is asked this often.' })
  intervalHours!: number;

  @Field(() => Int, { description: 'Of address and interval; send it back with an update.' })
  version!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Such as `enterprise-attack`; null where nothing is loaded, or the bundle does not say.',
  })
  domain!: string | null;

  @Field(() => String, { nullable: true, description: "MITRE's name of the collection; null as above." })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Of ATT&CK, such as `17.1`; null as above.' })
  attackVersion!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the newest object of the bundle was changed; null as above.',
  })
  modifiedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'null where nothing is loaded.' })
  loadedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Who loaded it; null where nothing is loaded.' })
  loadedBy!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the address was asked last; null for never.' })
  checkedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why that failed; null where it did not.' })
  error!: string | null;
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateAttackSourceInput {
  @Field(() => Int, {
    description: 'The version that was edited: CONFLICT where it is no longer the newest.',
  })
  version!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'Of a STIX 2.1 bundle, https; null for none. What MITRE publishes is in its repository `attack-stix-data`.',
  })
  url?: string | null;

  @Field(() => Int, { nullable: true, description: '1 to 8,784; a week at first.' })
  intervalHours?: number | null;
}

@InputType({ description: 'What to load in place of the catalogue.' })
export class UploadAttackCatalogueInput {
  @Field(() => String, {
    description: 'A STIX 2.1 bundle, as it is or by gzip, in base64; at most 100 MiB unpacked.',
  })
  contentBase64!: string;
}

@ObjectType()
export class AttackCataloguePayload {
  @Field(() => AttackCatalogueType, {
    description: 'As it is now; ask `attackCatalogue` again for what a sync brings.',
  })
  catalogue!: AttackCatalogueType;
}

@ObjectType({ description: 'The catalogue with its new source.' })
export class UpdateAttackSourcePayload extends AttackCataloguePayload {}

@ObjectType({ description: 'The catalogue that was loaded.' })
export class UploadAttackCataloguePayload extends AttackCataloguePayload {}

@ObjectType({ description: 'The catalogue as it was before the address is asked.' })
export class SyncAttackCataloguePayload extends AttackCataloguePayload {}
