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

  @Field(() => DateTime, { description: 'When the key was set last.' })
  setAt!: Date;
}

@ObjectType('SocPrimeRepository', { description: "A repository of SOC Prime's platform." })
export class SocPrimeRepositoryObject {
  @Field(() => ID, { description: "The platform's id." })
  id!: string;

  @Field(() => String, { description: 'As the platform calls it; here it may be named otherwise.' })
  name!: string;

  @Field(() => RepositoryObject, { nullable: true, description: 'null where it was not added.' })
  repository!: RepositoryObject | null;
}

@ObjectType({ description: 'Who set the key, never the key.' })
export class SetSocPrimeApiKeyPayload {
  @Field(() => SocPrimeAccountObject, { description: 'As `socPrimeAccount` shows it.' })
  account!: SocPrimeAccountObject;
}

@ObjectType({ description: 'Whether a key was there to be removed.' })
export class RemoveSocPrimeApiKeyPayload {
  @Field(() => Boolean, { description: 'false where there was none.' })
  isRemoved!: boolean;
}

@ObjectType({ description: 'Which repositories were added, and which were here.' })
export class AddSocPrimeRepositoriesPayload {
  @Field(() => [RepositoryObject], { description: 'With the schedule that settings give.' })
  added!: readonly RepositoryObject[];

  @Field(() => [RepositoryObject], { description: 'Those that were here already.' })
  skipped!: readonly RepositoryObject[];

  @Field(() => Int, { description: 'The revision that holds the change.' })
  revision!: number;
}

@ObjectType({ description: 'The rule, which is no override any more.' })
export class SendOverridePayload extends OverridePayload {}
