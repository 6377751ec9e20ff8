import { modifiers } from './table.ts';
import type { Effect, Stage, ValueModifier } from './modifier.ts';

/** The modifiers of a key, found legal in this order. */
export interface Chain {
  readonly steps: readonly { readonly name: string; readonly modifier: ValueModifier }[];
  readonly effects: ReadonlySet<Effect>;
  /** What the values become. */
  readonly stage: Stage;
}

/** What is wrong with one modifier of a chain; `index` counts from 0. */
export interface ChainProblem {
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
  readonly index: number;
}

export type ReadChain =
  | { readonly ok: true; readonly chain: Chain }
  | { readonly ok: false; readonly problems: readonly ChainProblem[] };

/** Most modifiers of a key; the longest that makes sense has six. */
const maxModifiers = 16;
/** Modifiers that may be used again: data is sometimes encoded twice. */
const repeatable: ReadonlySet<string> = new Set(['base64', 'wide', 'utf16', 'utf16le', 'utf16be']);
/** Stages that compare text, where letter case means something. */
const textStages: ReadonlySet<Stage> = new Set<Stage>([
  'plain',
  'dashed',
  'wrapped',
  'encoded',
  'offset',
  'field',
  'wrappedField',
]);
const keywordStages: ReadonlySet<Stage> = new Set<Stage>([
  'plain',
  'dashed',
  'wrapped',
  'encoded',
  'offset',
  'regex',
]);

/** Reads the modifiers of a key, in order (Sigma rules specification, "Value Modifiers"); `isKeyword` if it has no field. */
export function readChain(names: readonly string[], isKeyword: boolean): ReadChain {
  const problems: ChainProblem[] = [];
  const steps: { name: string; modifier: ValueModifier }[] = [];
  const effects = new Set<Effect>();
  let stage: Stage = 'plain';
  const refuse = (index: number, code: string, message: string, hint?: string): void => {
    problems.push({ code: `sigma.modifier.${code}`, message, hint, index });
  };
  if (names.length > maxModifiers) refuse(maxModifiers, 'too-many', `more than ${maxModifiers} modifiers`);

  for (const [index, name] of names.slice(0, maxModifiers).entries()) {
    const modifier = modifiers.get(name);
    if (modifier === undefined) {
      refuse(index, 'unknown', `there is no modifier "${name}"`, suggestion(name));
    } else if (names.indexOf(name) < index && !repeatable.has(name)) {
      refuse(index, 'repeated', `the modifier "${name}" stands twice`, 'remove one of them');
    } else if (modifier.kind === 'item') effects.add(modifier.effect);
    else {
      const next: Stage | undefined = modifier.stages[stage];
      if (next === undefined) refuse(index, 'order', orderMessage(name, steps.at(-1)?.name), modifier.remedy);
      else {
        stage = next;
        steps.push({ name, modifier });
      }
    }
  }
  const last = names.length - 1;
  if (problems.length === 0) {
    if (stage === 'bytes') {
      const hint = 'add "base64offset|contains" or "base64" after it';
      refuse(last, 'order', 'encoded text must go on to "base64" or "base64offset"', hint);
    }
    checkEffects(names, stage, effects, refuse);
    if (isKeyword) checkKeyword(names, stage, effects, refuse);
  }
  return problems.length === 0 ? { ok: true, chain: { steps, effects, stage } } : { ok: false, problems };
}

type Refuse = (index: number, code: string, message: string, hint?: string) => void;

function checkEffects(
  names: readonly string[],
  stage: Stage,
  effects: ReadonlySet<Effect>,
  refuse: Refuse,
): void {
  const forbid = (effect: Effect, reason: string): void => {
    if (effects.has(effect))
      refuse(names.indexOf(effect), 'combination', `"${effect}" ${reason}`, `remove "${effect}"`);
  };
  if (!textStages.has(stage)) forbid('cased', 'only goes with comparisons of text');
  if (stage === 'regex') forbid('expand', 'does not go with regular expressions');
  if (stage === 'field' || stage === 'wrappedField') forbid('expand', 'does not go with "fieldref"');
  if (stage === 'exists')
    for (const effect of ['all', 'neq', 'expand'] as const) forbid(effect, 'does not go with "exists"');
}

function checkKeyword(
  names: readonly string[],
  stage: Stage,
  effects: ReadonlySet<Effect>,
  refuse: Refuse,
): void {
  const hint = 'name the field to look at before the first "|"';
  const isOpen = names.findIndex((name) => name === 'startswith' || name === 'endswith');
  if (isOpen !== -1)
    refuse(isOpen, 'keyword', `"${names[isOpen]}" needs a field: keywords are searched for anywhere`, hint);
  else if (!keywordStages.has(stage))
    refuse(names.length - 1, 'keyword', 'keywords are texts or regular expressions', hint);
  if (effects.has('neq')) refuse(names.indexOf('neq'), 'keyword', '"neq" needs a field', hint);
}

function orderMessage(name: string, previous: string | undefined): string {
  return previous === undefined ? `"${name}" may not stand first` : `"${name}" may not follow "${previous}"`;
}

function suggestion(name: string): string | undefined {
  const lower = name.trim().toLowerCase();
  return modifiers.has(lower) ? `write "${lower}"` : undefined;
}
