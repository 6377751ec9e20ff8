import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { LogSourceType } from '../../graphql/log-source.type.ts';
import { RuleLevel } from '../../graphql/rule-level.ts';
import { TechniqueType } from '../../graphql/technique.type.ts';

@ObjectType('Rule', { description: 'A Sigma rule of a repository.' })
export class RuleObject {
  @Field(() => ID)
  id!: string;

  @Field(() => ID, { description: 'The id that the author gave it; unique in its repository.' })
  sigmaId!: string;

  @Field(() => String)
  title!: string;

  @Field(() => RuleLevel)
  level!: RuleLevel;

  @Field(() => String, { description: 'Path of the file that it came from.' })
  path!: string;

  @Field(() => LogSourceType)
  logSource!: LogSourceType;

  @Field(() => [TechniqueType])
  techniques!: TechniqueType[];

  @Field(() => String, { description: 'The Sigma YAML as it was written.' })
  text!: string;

  @Field(() => Boolean, { description: 'A disabled rule is not sent to the workers.' })
  enabled!: boolean;

  @Field(() => Int, { description: 'Grows with each change; send it back with an update.' })
  version!: number;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime)
  updatedAt!: Date;

  /** For the relation; not in the schema. */
  repositoryId!: string;
}
