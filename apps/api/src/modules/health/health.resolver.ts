import { Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { access, Scope } from '../auth/index.ts';
import type { HealthService } from './health.service.ts';
import { HealthPartType, HealthStatusType, HealthType } from './health.type.ts';

@Resolver()
export class HealthResolver {
  private readonly healthService: HealthService;
  private readonly version: string;
  constructor(health: HealthService, version: string) {
    this.healthService = health;
    this.version = version;
  }

  @Authorized(access.engineers(Scope.METRICS_READ))
  @Query(() => HealthType, { description: 'How all that Sluice needs stands; at most 2 seconds old.' })
  async health(@Ctx() { topics }: Context): Promise<HealthType> {
    topics.requireEveryTopic('health');
    const { status, checkedAt, parts } = await this.healthService.read();
    return {
      status: HealthStatusType[status],
      version: this.version,
      checkedAt,
      parts: parts.map(({ part, verdict, latencyMs, since }) => ({
        part: HealthPartType[part],
        status: HealthStatusType[verdict.status],
        message: verdict.message,
        remedy: verdict.status === 'OK' ? null : verdict.remedy,
        version: verdict.version ?? null,
        latencyMs,
        since,
      })),
    };
  }
}
