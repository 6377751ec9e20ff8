import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { access, Scope } from '../auth/index.ts';
import { SETTING_NAMES, SETTINGS } from './setting-definitions.ts';
import type { CurrentSettings, SettingsService } from './settings.service.ts';
import {
  SettingsType,
  UpdateSettingsInput,
  UpdateSettingsPayload,
  type SettingsInput,
  type SettingsObject,
} from './settings.type.ts';

@Resolver(() => SettingsType)
export class SettingsResolver {
  private readonly settingsService: SettingsService;
  constructor(settings: SettingsService) {
    this.settingsService = settings;
  }

  @Authorized(access.admins(Scope.SETTINGS_READ))
  @Query(() => SettingsType, { description: 'All of them, with their bounds and what each does.' })
  async settings(): Promise<SettingsObject> {
    return this.toObject(await this.settingsService.read());
  }

  @Authorized(access.admins(Scope.SETTINGS_WRITE))
  @Mutation(() => UpdateSettingsPayload, {
    description: 'In force for what begins from now on; jobs read them each time that they run.',
  })
  async updateSettings(
    @Arg('input', () => UpdateSettingsInput, {
      description: 'BAD_USER_INPUT where a value is out of its bounds.',
    })
    { version, ...changes }: SettingsInput,
    @Ctx() { actor }: Context,
  ): Promise<UpdateSettingsPayload> {
    return { settings: this.toObject(await this.settingsService.update(actor, version, changes)) };
  }

  private toObject({ version, values, overrides }: CurrentSettings): SettingsObject {
    const definitions = SETTING_NAMES.map((name) => ({
      ...SETTINGS[name],
      name,
      default: this.settingsService.defaults[name],
      value: values[name],
      isSet: overrides[name] !== undefined,
    }));
    return { ...values, version, definitions };
  }
}
