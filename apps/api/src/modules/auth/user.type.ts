import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Role } from './role.ts';
import { EVERY_TOPIC } from './topic-patterns.ts';

registerEnumType(Role, {
  name: 'Role',
  description: 'What a user may do; each role may do what those after it may.',
  valuesConfig: {
    ADMIN: { description: 'Also manages users, settings and the key of SOC Prime, and reads the audit log.' },
    ENGINEER: {
      description: 'Also changes what is detected: rules, repositories, pipelines, topics; sees health.',
    },
    ANALYST: {
      description: 'Reads all that is not kept for those before; manages their own sessions and API tokens.',
    },
    VIEWER: { description: 'As ANALYST so far.' },
  },
});

@ObjectType('User', { description: 'Somebody who logs in, by password or by single sign-on.' })
export class UserType {
  @Field(() => ID, { description: 'Given by Sluice; the audit log keeps it after the user is gone.' })
  id!: string;

  @Field(() => String, { description: 'Lower case; what the user logs in with.' })
  email!: string;

  @Field(() => String, { description: 'Empty where nobody gave it.' })
  name!: string;

  @Field(() => Role, { description: "By single sign-on it follows the issuer's claims at each login." })
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

  @Field(() => DateTime, { description: 'When it was created; with single sign-on at the first login.' })
  createdAt!: Date;
}

@InputType({ description: 'Somebody who is to log in by password.' })
export class CreateUserInput {
  @Field(() => String, { description: 'At most 254 characters; unique, and kept in lower case.' })
  email!: string;

  @Field(() => String, { defaultValue: '', description: 'At most 100 characters.' })
  name!: string;

  @Field(() => Role, {
    description: 'An administrator may see every topic, and takes no other patterns than `*`.',
  })
  role!: Role;

  @Field(() => [String], {
    defaultValue: [EVERY_TOPIC],
    description: 'Names of topics with `*` for any characters. Administrators may see all.',
  })
  topicPatterns!: string[];
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateUserInput {
  @Field(() => ID, { description: 'Of the user.' })
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

@InputType({ description: 'What you can change of your own account.' })
export class UpdateProfileInput {
  @Field(() => String, { description: 'At most 100 characters.' })
  name!: string;
}

@ObjectType({ description: 'The user as it is now.' })
export class UpdateUserPayload {
  @Field(() => UserType, { description: 'With the role and topics in force.' })
  user!: UserType;
}

@ObjectType({ description: 'Your account as it is now.' })
export class UpdateProfilePayload {
  @Field(() => UserType, { description: 'Yourself.' })
  user!: UserType;
}

@ObjectType()
class TemporaryPasswordPayload {
  @Field(() => UserType, { description: 'Until the password is changed, nothing else is allowed to them.' })
  user!: UserType;

  @Field(() => String, { description: 'Shown only now; the user changes it at the first login.' })
  temporaryPassword!: string;
}

@ObjectType({ description: 'The user, with a password for the first login.' })
export class CreateUserPayload extends TemporaryPasswordPayload {}

@ObjectType({ description: 'The user, with a password for the next login.' })
export class ResetPasswordPayload extends TemporaryPasswordPayload {}

@ObjectType({ description: 'Who is gone.' })
export class DeleteUserPayload {
  @Field(() => ID, { description: 'Of the user that is gone; the audit log still names them.' })
  id!: string;
}
