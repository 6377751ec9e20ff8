import type { Result } from '@sluice/diagnostics';
import type { Expression } from '../detection/predicate.ts';
import { toEvent } from '../event/event.ts';
import { createOutcomes } from '../explain/outcomes.ts';
import { fitsLogSource } from '../log-source/log-source.ts';
import type { LogSource } from '../log-source/log-source.ts';
import { resolveLogSources } from '../log-source/resolve-log-sources.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { assembleFields } from './assemble-fields.ts';
import type { FieldValues } from './assemble-fields.ts';
import { createAssignment } from './assignment.ts';
import type { Assignment } from './assignment.ts';
import { buildEvent } from './build-event.ts';
import type { JsonObject } from './build-event.ts';
import { createEffort } from './effort.ts';
import type { Means } from './field-needs.ts';
import { proposeChanges } from './near-miss.ts';
import { createRandom } from './random.ts';
import { searchAssignment } from './search.ts';
import type { SearchEnd } from './search.ts';
import { tellingFields } from './tell-log-source.ts';

/** An event that differs from one that matches in one field, and doesn't match. */
export interface NearMiss {
  readonly event: JsonObject;
  /** The field that was changed, added or left out; null for the text that keywords are searched in. */
  readonly field: string | null;
}

/** Events made for a rule; both were tested against it. */
export interface Synthesis {
  /** Matches the rule. */
  readonly event: JsonObject;
  /** Null where no change of one field was found that the rule doesn't match, as of a rule that matches every event. */
  readonly nearMiss: NearMiss | null;
  /** The rule's log source. */
  readonly logSource: LogSource;
  /** The event's own fields tell that log source, so that it needn't be given with it. */
  readonly isLogSourceTold: boolean;
  /** No event was found in which each field has one value: the rule may contradict itself for the logs that there are. */
  readonly needsLists: boolean;
}

/** How much is done for one rule. */
export interface SynthesisBounds {
  /** Tests of short texts, a third of a microsecond each. */
  readonly maxEffort: number;
  /** Events that are tested in search of a near miss. */
  readonly maxTries: number;
}

type Trying = Means & Pick<SynthesisBounds, 'maxTries'>;

/** Three seconds. */
const usualBounds: SynthesisBounds = { maxEffort: 10_000_000, maxTries: 400 };

/**
 * Makes an event that a rule matches, and one that it narrowly doesn't. The same rule and seed give the same events; other
 * seeds take other ways where the rule leaves a choice. Refused, with the reason, where the rule contradicts itself
 * (`sigma.synthesize.contradiction`; of two regular expressions for one field it may be wrong about that) or no event was
 * found within the bounds (`sigma.synthesize.gave-up`).
 */
export function synthesize(
  rule: SigmaRule,
  seed: number,
  { maxEffort, maxTries }: SynthesisBounds = usualBounds,
): Result<Synthesis> {
  const effort = createEffort(maxEffort);
  let end: SearchEnd = 'exhausted';
  let hardest: { readonly field: string | undefined } | undefined;
  // A field with several values is a last resort: hardly any log has such fields.
  for (const allowsLists of [false, true]) {
    const means = { random: createRandom(seed), effort, allowsLists, maxTries };
    const assignment = createAssignment(means);
    let found: Synthesis | undefined;
    end = searchAssignment(rule.detection, true, assignment, means, () => {
      found = tryEvent(rule, assignment, means);
      return found !== undefined;
    });
    if (found !== undefined) return { ok: true, value: found, diagnostics: [] };
    hardest ??= assignment.hardestField();
  }
  return refusal(effort.isSpent() ? 'gave-up' : end, hardest);
}

function refusal(end: SearchEnd, hardest: { readonly field: string | undefined } | undefined): Result<never> {
  const where =
    hardest === undefined
      ? ''
      : `: no value was found for ${hardest.field === undefined ? 'its keywords' : `the field "${hardest.field}"`}`;
  const [code, message] =
    end === 'gave-up'
      ? ['gave-up', 'no event that matches the rule was found in the time that is allowed']
      : ['contradiction', 'no event was found that matches the rule'];
  return {
    ok: false,
    diagnostics: [{ code: `sigma.synthesize.${code}`, severity: 'error', message: message + where }],
  };
}

function tryEvent(rule: SigmaRule, assignment: Assignment, means: Trying): Synthesis | undefined {
  const { detection, metadata } = rule;
  const fields = assembleFields(assignment, means);
  const isNested = [true, false].find((nested) => matches(detection, buildEvent(fields, nested)));
  if (isNested === undefined) return undefined;
  const told = tellLogSource(rule, fields, isNested);
  const nearTold = told && findNearMiss(detection, told, isNested, assignment, means);
  // What tells the log source may be what the rule looks for, whatever else is changed.
  const nearUntold = nearTold ?? findNearMiss(detection, fields, isNested, assignment, means);
  const isLogSourceTold = told !== undefined && (nearTold ?? null) === nearUntold;
  return {
    event: buildEvent(isLogSourceTold ? told : fields, isNested),
    nearMiss: nearUntold,
    logSource: metadata.logSource,
    isLogSourceTold,
    needsLists: means.allowsLists,
  };
}

function matches(detection: Expression, event: JsonObject): boolean {
  return createOutcomes(toEvent(event)).of(detection);
}

/** The fields, with those added that tell the rule's log source; undefined where none do that the rule bears. */
function tellLogSource(
  { detection, metadata }: SigmaRule,
  fields: FieldValues,
  isNested: boolean,
): FieldValues | undefined {
  for (const telling of tellingFields(metadata.logSource)) {
    // What the rule asks for stays.
    const told: FieldValues = new Map(fields);
    for (const [field, value] of Object.entries(telling))
      if (told.get(field) === undefined) told.set(field, value);
    const event = buildEvent(told, isNested);
    const sources = resolveLogSources(toEvent(event)) ?? [];
    const isTold = sources.some((source) => fitsLogSource(metadata.logSource, source));
    if (isTold && matches(detection, event)) return told;
  }
  return undefined;
}

function findNearMiss(
  detection: Expression,
  fields: FieldValues,
  isNested: boolean,
  assignment: Assignment,
  means: Trying,
): NearMiss | null {
  let tries = 0;
  for (const { field, value } of proposeChanges(fields, assignment, means)) {
    if ((tries += 1) > means.maxTries) return null;
    const event = buildEvent(new Map([...fields, [field, value]]), isNested);
    if (!matches(detection, event)) return { event, field: field ?? null };
  }
  return null;
}
