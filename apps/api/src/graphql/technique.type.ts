import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Technique', { description: 'A technique or sub-technique of MITRE ATT&CK.' })
export class TechniqueType {
  @Field(() => ID, { description: 'For example `T1059.001`.' })
  id!: string;

  @Field(() => String, { description: 'From the ATT&CK catalogue; the id where it has none of that id.' })
  name!: string;
}

export function toTechnique(id: string): TechniqueType {
  return { id, name: id };
}
