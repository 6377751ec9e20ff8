import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { SETTING_NAMES, SETTINGS, type SettingName, type Settings } from './setting-definitions.ts';

/** A field for each setting. */
function settingFields(isNullable: boolean): (prototype: object) => void {
  return (prototype) => {
    for (const name of SETTING_NAMES) {
      const { unit, min, max, effect } = SETTINGS[name];
      const description = `${min} to ${max} ${unit}. ${effect}`;
      Field(() => Int, { nullable: isNullable, description })(prototype, name);
    }
  };
}

@ObjectType('SettingDefinition', { description: 'What one setting may be and does.' })
export class SettingDefinitionType {
  @Field(() => String, { description: 'As the field of Settings.' })
  name!: string;

  @Field(() => String, { description: 'For example `days`.' })
  unit!: string;

  @Field(() => Int, { description: 'The least that is taken, in `unit`.' })
  min!: number;

  @Field(() => Int, { description: 'The most that is taken, in `unit`.' })
  max!: number;

  @Field(() => Int, { description: 'In force where nothing is set: from the environment, or built in.' })
  default!: number;

  @Field(() => Int, { description: 'In force.' })
  value!: number;

  @Field(() => Boolean, { description: 'Whether it was set.' })
  isSet!: boolean;

  @Field(() => String, { description: 'What it does: a sentence.' })
  effect!: string;
}

/** Its fields beside these are added below. */
@ObjectType('Settings', { description: 'As they are in force.' })
export class SettingsType {
  @Field(() => Int, { description: 'Grows with each change; send it back with an update.' })
  version!: number;

  @Field(() => [SettingDefinitionType], { description: 'What each may be and does.' })
  definitions!: readonly SettingDefinitionType[];
}
settingFields(false)(SettingsType.prototype);

export type SettingsObject = SettingsType & Settings;

@InputType({ description: 'What is left out stays as it is; null goes back to the default.' })
export class UpdateSettingsInput {
  @Field(() => Int, {
    description: 'The version that was edited: CONFLICT where it is no longer the newest.',
  })
  version!: number;
}
settingFields(true)(UpdateSettingsInput.prototype);

export type SettingsInput = UpdateSettingsInput & Readonly<Partial<Record<SettingName, number | null>>>;

@ObjectType({ description: 'The settings with their new version.' })
export class UpdateSettingsPayload {
  @Field(() => SettingsType, { description: 'As they are in force now.' })
  settings!: SettingsType;
}
