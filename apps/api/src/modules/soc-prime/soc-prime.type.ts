import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { RepositoryObject } from '../repositories/index.ts';
import { OverridePayload } from '../rules/index.ts';

@ObjectType('SocPrimeAccount', {
  description: "The API key of SOC Prime's platform; the key itself is never shown.",
})
export class SocPrimeAccountObject {
  @Field(() => String, { description: 'E-mail of who set it.' })
  setBy!: string;

  @Field(() => DateTime)
  setAt!: Date;
}

@ObjectType('SocPrimeRepository', { description: "A repository of SOC Prime's platform." })
export class SocPrimeRepositoryObject {
  @Field(() => ID, { description: "The platform's id." })
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => RepositoryObject, { nullable: true, description: 'null where it was not added.' })
  repository!: RepositoryObject | null;
}

@ObjectType()
export class SetSocPrimeApiKeyPayload {
  @Field(() => SocPrimeAccountObject)
  account!: SocPrimeAccountObject;
}

@ObjectType()
export class RemoveSocPrimeApiKeyPayload {
  @Field(() => Boolean)
  isRemoved!: boolean;
}

@ObjectType()
export class AddSocPrimeRepositoriesPayload {
  @Field(() => [RepositoryObject])
  added!: readonly RepositoryObject[];

  @Field(() => [RepositoryObject], { description: 'Those that were here already.' })
  skipped!: readonly RepositoryObject[];

  @Field(() => Int, { description: 'The revision that holds the change.' })
  revision!: number;
}

@ObjectType()
export class SendOverridePayload extends OverridePayload {}
