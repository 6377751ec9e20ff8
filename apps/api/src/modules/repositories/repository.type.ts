import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { RepositoryType } from './repository.entity.ts';

registerEnumType(RepositoryType, {
  name: 'RepositoryType',
  description: 'Where the rules come from. LOCAL: they are edited here.',
});

@ObjectType('Repository', { description: 'A set of rules.' })
export class RepositoryObject {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => RepositoryType)
  type!: RepositoryType;

  @Field(() => String)
  description!: string;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime)
  updatedAt!: Date;
}

@InputType()
export class CreateRepositoryInput {
  @Field(() => String, { description: '1 to 100 characters; unique.' })
  name!: string;

  @Field(() => String, { defaultValue: '' })
  description!: string;
}

@ObjectType()
export class CreateRepositoryPayload {
  @Field(() => RepositoryObject)
  repository!: RepositoryObject;

  @Field(() => Int, { description: 'The revision that holds the change.' })
  revision!: number;
}

@ObjectType()
export class DeleteRepositoryPayload {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  revision!: number;
}
