import { Arg, Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { toDiagnosticType } from '../../graphql/diagnostic.type.ts';
import { mapBounded } from '../../map-bounded.ts';
import { access, Scope } from '../auth/index.ts';
import { MAX_COUNTED_EVENTS, type SampleEvents } from '../topics/index.ts';
import type { DryRunService, TrialCounts, Trials } from './dry-run.service.ts';
import {
  ParseTrialType,
  TestFilterInput,
  TestLogSourceInput,
  TestPayload,
  TestRuleInput,
  TrialCountsType,
} from './dry-run.type.ts';
import { jsonOf } from './json-of.ts';

/** Of each test topic of a log source. */
const EVENTS_PER_TOPIC = 20;
const TOPICS_AT_ONCE = 2;

function toPayload({ diagnostics, trials, counts }: Trials): TestPayload {
  return {
    diagnostics: diagnostics.map(toDiagnosticType),
    trials: trials ?? null,
    counts: counts === undefined ? null : toCounts(counts),
  };
}

function toCounts(counts: TrialCounts): TrialCountsType {
  const tried = counts.matched + counts.passed;
  return { ...counts, matchedShare: tried === 0 ? null : counts.matched / tried };
}

@Resolver()
export class DryRunResolver {
  private readonly dryRuns: DryRunService;
  private readonly sampled: SampleEvents;
  constructor(dryRuns: DryRunService, sampled: SampleEvents) {
    this.dryRuns = dryRuns;
    this.sampled = sampled;
  }

  /** Of those topics that the caller may see, some at once. */
  private async sampledOf(context: Context, testTopics: readonly string[]): Promise<string[]> {
    const visible = testTopics.filter((topic) => context.topics.allows(topic));
    const read = (topic: string): Promise<string[]> =>
      this.sampled(context, [], { topic, count: EVENTS_PER_TOPIC });
    return (await mapBounded(visible, TOPICS_AT_ONCE, read)).flat();
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => TestPayload, {
    description:
      'Tries a rule on events by the engine of the workers, and explains each outcome. Stores nothing.',
  })
  async testRule(
    @Arg('input', () => TestRuleInput, { description: "The rule's text need not be stored." })
    { text, events, sample, logSourceId }: TestRuleInput,
    @Ctx() context: Context,
  ): Promise<TestPayload> {
    const all = await this.sampled(context, events, sample);
    return toPayload(await this.dryRuns.testRule(text, all, logSourceId ?? undefined));
  }

  @Authorized(access.everyone(Scope.PIPELINES_READ))
  @Query(() => TestPayload, {
    description: 'Tells which events a filter would take out, and how large a share of them. Stores nothing.',
  })
  async testFilter(
    @Arg('input', () => TestFilterInput, { description: "The filter's text need not be stored." })
    { text, events, sample, logSourceId }: TestFilterInput,
    @Ctx() context: Context,
  ): Promise<TestPayload> {
    const all = await this.sampled(context, events, sample, MAX_COUNTED_EVENTS);
    return toPayload(await this.dryRuns.testFilter(text, all, logSourceId ?? undefined));
  }

  @Authorized(access.everyone(Scope.PIPELINES_READ))
  @Query(() => [ParseTrialType], {
    description: 'What a script and a mapping make of events, in their order. Stores nothing.',
  })
  async testLogSource(
    @Arg('input', () => TestLogSourceInput, { description: 'Script and mapping need not be stored.' })
    { script, mapping, events, sample, logSourceId }: TestLogSourceInput,
    @Ctx() context: Context,
  ): Promise<ParseTrialType[]> {
    const isGiven = events.length > 0 || sample != null || logSourceId == null;
    const all = isGiven
      ? await this.sampled(context, events, sample)
      : await this.sampledOf(context, await this.dryRuns.testTopics(logSourceId));
    const fields = Object.fromEntries(mapping.map(({ field, sources }) => [field, sources]));
    const trials = await this.dryRuns.testLogSource({ script, mapping: fields }, all);
    return trials.map((trial) => ({ ...trial, event: jsonOf(trial.event), mapped: jsonOf(trial.mapped) }));
  }
}
