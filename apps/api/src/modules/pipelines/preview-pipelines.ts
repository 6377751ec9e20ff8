import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import type { Pipeline } from './pipeline.entity.ts';
import { pipelineFacts } from './pipeline-facts.ts';
import { createSeeEvents, type PipelineState, type SeenEvents } from './preview-events.ts';
import { differences, type PipelinePreview, type PreviewedEvents } from './preview.ts';
import { findSilentRules, type SilenceQuestion } from './silent-rules.ts';
import {
  choiceKey,
  choiceOf,
  compareRules,
  type ComparedRules,
  type RuleChoice,
  type TouchedRules,
} from './touched-rules.ts';

/** A pipeline as it is and as it would be; undefined where it is new, and where it goes. */
export interface PipelinePair {
  readonly before: PipelineState | undefined;
  readonly after: PipelineState | undefined;
}

/** A pipeline for which something changes, but for what becomes of events. */
export interface TouchedPipeline extends PipelinePair, ComparedRules {
  readonly changes: PipelinePreview['changes'];
}

/** How rules and facts of pipelines change; in the order of the pairs. Pipelines with the same rules are compared once. */
export async function comparePipelines(
  manager: EntityManager,
  pairs: readonly PipelinePair[],
  touched: TouchedRules,
): Promise<readonly TouchedPipeline[]> {
  const known = new Map<string, ComparedRules>();
  const compared: TouchedPipeline[] = [];
  for (const pair of pairs) {
    // A change may touch tens of thousands of rules: others get their turn after each pipeline.
    await yieldToOthers();
    const [before, after] = [pair.before?.pipeline, pair.after?.pipeline];
    const [had, has] = [choiceInForce(before), choiceInForce(after)];
    const key = JSON.stringify([had && choiceKey(had), has && choiceKey(has)]);
    const rules = known.get(key) ?? (await compareRules(manager, had, has, touched));
    known.set(key, rules);
    const changes = differences(before && pipelineFacts(before), after && pipelineFacts(after));
    compared.push({ ...pair, ...rules, changes });
  }
  return compared;
}

/** What becomes of events, too; in the order of the pipelines. */
export async function previewPipelines(
  manager: EntityManager,
  pipelines: readonly TouchedPipeline[],
  touched: TouchedRules,
  events: readonly string[],
): Promise<readonly PipelinePreview[]> {
  const see = createSeeEvents(events);
  const questions = new Map<string, SilenceQuestion>();
  const partly: { readonly preview: PipelinePreview; readonly key: string | undefined }[] = [];
  for (const { before, after, ...rest } of pipelines) {
    const told = {
      ...{ ...rest, pipeline: before?.pipeline, problems: [], events: null, silentRules: null, isCut: false },
    };
    if (after === undefined || events.length === 0) {
      partly.push({ preview: told, key: undefined });
      continue;
    }
    const seenBefore = before && (await see(before));
    const seen = await see(after);
    if (seen === undefined || (before !== undefined && seenBefore === undefined)) {
      partly.push({ preview: { ...told, isCut: true }, key: undefined });
      continue;
    }
    const choice = choiceOf(after.pipeline);
    const key = `${choiceKey(choice)} ${JSON.stringify([...seen.fields].sort())}`;
    questions.set(key, { choice, fields: seen.fields });
    partly.push({ preview: { ...told, events: previewedEvents(seenBefore, seen) }, key });
  }
  const answers = await findSilentRules(manager, [...questions.values()], touched);
  const byKey = new Map([...questions.keys()].map((key, at) => [key, answers[at]]));
  return partly.map(({ preview, key }) => {
    const answer = key === undefined ? undefined : byKey.get(key);
    return answer === undefined ? preview : { ...preview, silentRules: answer.silent, isCut: answer.isCut };
  });
}

/** Workers have no rules for a pipeline that is disabled. */
function choiceInForce(pipeline: Pipeline | undefined): RuleChoice | undefined {
  return pipeline?.enabled === true ? choiceOf(pipeline) : undefined;
}

function previewedEvents(before: SeenEvents | undefined, after: SeenEvents): PreviewedEvents {
  return {
    read: after.read,
    filteredBefore: before?.filtered ?? null,
    filteredAfter: after.filtered,
    unparsedBefore: before?.unparsed ?? null,
    unparsedAfter: after.unparsed,
  };
}
