import type { EntityManager } from 'typeorm';
import {
  comparePipelines,
  countFirst,
  previewPipelines,
  type Counted,
  type Pipeline,
  type PipelinePreview,
  type TouchedPipeline,
} from '../pipelines/index.ts';
import type { Rehearsed } from './rehearse.ts';

/** What pipelines are looked at with. */
export interface Look {
  readonly events: readonly string[];
  /** Pipelines that the caller may see. */
  readonly isVisible: (pipeline: Pipeline) => boolean;
}

/** What a rehearsed change would do to pipelines: those that use what it touches, or whose rules it changes, by name. */
export async function previewTouched(
  manager: EntityManager,
  rehearsed: Rehearsed<unknown>,
  { events, isVisible }: Look,
): Promise<Counted<PipelinePreview>> {
  const { pairs, rules } = rehearsed;
  const visible = pairs.filter(({ before, after }) =>
    [before, after].every((state) => state === undefined || isVisible(state.pipeline)),
  );
  const compared = await comparePipelines(manager, visible, rules);
  const { count, first } = countFirst(compared.filter((each) => isTouched(each, rehearsed)));
  return { count, first: await previewPipelines(manager, first, rules, events) };
}

function isTouched(
  { before, after, changes, rulesAdded, rulesRemoved, rulesChanged }: TouchedPipeline,
  rehearsed: Rehearsed<unknown>,
): boolean {
  const rules = rulesAdded.count + rulesRemoved.count + rulesChanged.count;
  if (changes.length + rules > 0) return true;
  return [before, after].some(
    (state) =>
      state?.pipeline.filters.some(({ id }) => rehearsed.isTouched('filter', id)) === true ||
      (state?.logSource !== undefined && rehearsed.isTouched('log-source', state.logSource.id)),
  );
}
