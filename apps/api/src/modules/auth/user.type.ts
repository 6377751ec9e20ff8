import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Role } from './role.ts';
import { EVERY_TOPIC } from './topic-patterns.ts';

registerEnumType(Role, {
  name: 'Role',
  description: 'What a user may do; each role may do what those after it may.',
});

@ObjectType('User')
export class UserType {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: 'Lower case; what the user logs in with.' })
  email!: string;

  @Field(() => String, { description: 'Empty where nobody gave it.' })
  name!: string;

  @Field(() => Role)
  role!: Role;

  @Field(() => [String], {
    description: 'The topics, pipelines, detections and numbers that the user may see and change; `*`: all.',
  })
  topicPatterns!: string[];

  @Field(() => Boolean, { description: 'An inactive user can not log in, nor can their API tokens.' })
  isActive!: boolean;

  @Field(() => Boolean, {
    description:
      'The password is temporary: until `changePassword`, nothing but `me` and `logout` is allowed.',
  })
  mustChangePassword!: boolean;

  @Field(() => DateTime, { nullable: true, description: 'null: never.' })
  lastLoginAt!: Date | null;

  @Field(() => DateTime)
  createdAt!: Date;
}

@InputType()
export class CreateUserInput {
  @Field(() => String)
  email!: string;

  @Field(() => String, { defaultValue: '', description: 'At most 100 characters.' })
  name!: string;

  @Field(() => Role)
  role!: Role;

  @Field(() => [String], {
    defaultValue: [EVERY_TOPIC],
    description: 'Names of topics with `*` for any characters. Administrators may see all.',
  })
  topicPatterns!: string[];
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateUserInput {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true, description: 'At most 100 characters.' })
  name?: string | null;

  @Field(() => Role, { nullable: true, description: 'Another role ends all sessions of the user.' })
  role?: Role | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Names of topics with `*` for any characters. Others end all sessions of the user.',
  })
  topicPatterns?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'false ends all sessions of the user.' })
  isActive?: boolean | null;
}

@InputType()
export class UpdateProfileInput {
  @Field(() => String, { description: 'At most 100 characters.' })
  name!: string;
}

@ObjectType()
export class UpdateUserPayload {
  @Field(() => UserType)
  user!: UserType;
}

@ObjectType()
export class UpdateProfilePayload {
  @Field(() => UserType)
  user!: UserType;
}

@ObjectType()
class TemporaryPasswordPayload {
  @Field(() => UserType)
  user!: UserType;

  @Field(() => String, { description: 'Shown only now; the user changes it at the first login.' })
  temporaryPassword!: string;
}

@ObjectType()
export class CreateUserPayload extends TemporaryPasswordPayload {}

@ObjectType()
export class ResetPasswordPayload extends TemporaryPasswordPayload {}

@ObjectType()
export class DeleteUserPayload {
  @Field(() => ID)
  id!: string;
}
