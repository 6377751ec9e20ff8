import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { TechniqueCountsType } from './coverage.type.ts';

export enum LayerScoreField {
  RULES = 'RULES',
  HITS = 'HITS',
}
registerEnumType(LayerScoreField, {
  name: 'LayerScoreField',
  description: 'What the techniques of a layer are scored by. RULES: live rules. HITS: matches.',
  valuesConfig: {
    RULES: { description: 'Live rules.' },
    HITS: { description: 'Matches.' },
  },
});

export enum LayerVerdictType {
  COVERED = 'COVERED',
  SHADOW = 'SHADOW',
  OPEN = 'OPEN',
  RETIRED = 'RETIRED',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(LayerVerdictType, {
  name: 'LayerVerdict',
  description:
    'COVERED: by a live rule. SHADOW: by rules in the stage SHADOW alone. OPEN: by none. RETIRED: ATT&CK gave it up. UNKNOWN: the catalogue lacks it.',
  valuesConfig: {
    COVERED: { description: 'By a live rule.' },
    SHADOW: { description: 'By rules in the stage SHADOW alone.' },
    OPEN: { description: 'By no enabled rule.' },
    RETIRED: { description: 'ATT&CK gave it up.' },
    UNKNOWN: { description: 'The catalogue lacks it.' },
  },
});

@InputType({ description: 'A layer to keep; at most 100 are kept.' })
export class ImportNavigatorLayerInput {
  @Field(() => String, {
    description: 'JSON as ATT&CK Navigator saves it, version 4.x; at most 5 Mi characters.',
  })
  layer!: string;

  @Field(() => String, {
    nullable: true,
    description: '1 to 100 characters; as the layer says where it is left out.',
  })
  name?: string | null;
}

@ObjectType('ComparedTechnique', {
  description: 'A technique of a layer, with the rules of it and its sub-techniques.',
})
export class ComparedTechniqueType extends TechniqueCountsType {
  @Field(() => ID, { description: 'As the layer names it.' })
  id!: string;

  @Field(() => ID, {
    description: 'The technique that counts: another one where that of the layer is revoked.',
  })
  currentId!: string;

  @Field(() => String, { description: 'From the catalogue; the id where it lacks it.' })
  name!: string;

  @Field(() => Float, { nullable: true, description: 'As the layer has it; null where it has none.' })
  score!: number | null;

  @Field(() => LayerVerdictType, { description: 'How far rules cover it or its sub-techniques.' })
  verdict!: LayerVerdictType;
}

@ObjectType('LayerComparison', { description: 'What of a layer rules cover.' })
export class LayerComparisonType {
  @Field(() => Int, { description: 'Techniques with the verdict COVERED.' })
  coveredCount!: number;

  @Field(() => Int, { description: 'Those that rules could cover: neither RETIRED nor UNKNOWN.' })
  wantedCount!: number;

  @Field(() => [ComparedTechniqueType], { description: 'By id.' })
  techniques!: readonly ComparedTechniqueType[];
}

@ObjectType('AttackLayer', {
  description:
    'A layer of ATT&CK Navigator that coverage is compared with: the techniques that it scores other than 0, or colours.',
})
export class AttackLayerType {
  @Field(() => ID, { description: 'As `compareWithLayer` and `deleteAttackLayer` take it.' })
  id!: string;

  @Field(() => String, { description: 'Unique.' })
  name!: string;

  @Field(() => String, { description: 'As the layer says; empty where it says nothing.' })
  description!: string;

  @Field(() => String, { description: 'Such as `enterprise-attack`.' })
  domain!: string;

  @Field(() => String, { nullable: true, description: 'Of ATT&CK; null where the layer does not say.' })
  attackVersion!: string | null;

  @Field(() => DateTime, { description: 'When it was imported last.' })
  importedAt!: Date;

  @Field(() => String, { description: 'Who imported it.' })
  importedBy!: string;
}

@ObjectType({ description: 'The layer that is kept now.' })
export class ImportNavigatorLayerPayload {
  @Field(() => AttackLayerType, { description: 'The same id as before where it replaced one of its name.' })
  layer!: AttackLayerType;
}

@ObjectType({ description: 'Which layer is gone.' })
export class DeleteAttackLayerPayload {
  @Field(() => ID, { description: 'Of the layer that is gone.' })
  id!: string;
}
