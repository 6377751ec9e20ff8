import type { Expression, Predicate } from '../detection/predicate.ts';
import { openList } from '../detection/text-list.ts';
import type { SigmaEvent } from '../event/sigma-event.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { excerptOf } from './excerpt.ts';
import { asMatched } from './explain-options.ts';
import type { ExplainOptions } from './explain-options.ts';
import { createOutcomes } from './outcomes.ts';
import type { FoldedText, Outcomes } from './outcomes.ts';

/** Most fields, selections and exclusions that are told. */
const maxFacts = 50;

/** A field that helped a rule to match. */
export interface EvidenceField {
  /** Null for a keyword, which was found somewhere in the event. */
  readonly field: string | null;
  /** The value that passed, at most some 200 UTF-16 units of it; null where the field's absence or null was asked for. */
  readonly value: string | null;
  /** The key of the rule that asked for it, as written, such as `CommandLine|contains|all`; '' for bare keywords. */
  readonly item: string;
}

/** Why a rule matched. */
export interface Evidence {
  /** Names of the selections that are true and that the match rests on, in the order of the condition. */
  readonly selections: readonly string[];
  readonly fields: readonly EvidenceField[];
  /** Names of the selections that the condition excludes, and that don't hold. */
  readonly excluded: readonly string[];
  /** More than 50 of a kind were found; the others are left out. */
  readonly isCut: boolean;
}

/**
 * The selections and fields that made a rule match; null if it doesn't. Of alternatives in the condition all that hold are
 * told, of alternative values of one key the first. Cheap enough to be on: what is false is looked at only as far as the
 * match itself needs it.
 */
export function evidence(rule: SigmaRule, event: SigmaEvent, options: ExplainOptions = {}): Evidence | null {
  const outcomes = createOutcomes(asMatched(event, options));
  if (!outcomes.of(rule.detection)) return null;
  return createCollector(outcomes).collect(rule.detection);
}

function createCollector(outcomes: Outcomes): { collect(expression: Expression): Evidence } {
  const selections = new Set<string>();
  const excluded = new Set<string>();
  const fields = new Map<string, EvidenceField>();
  // A selection that a condition names many times is told once.
  const visited = new Set<Expression>();
  let isCut = false;

  const cite = (predicate: Predicate, item: string): void => {
    const { field = null } = predicate;
    const passing = outcomes.textThatPasses(predicate) ?? firstTextOf(predicate);
    const value = passing === undefined ? null : excerptOf(passing.text, placeOf(predicate, passing));
    const fact = { field, value, item };
    const key = JSON.stringify([field, value, item]);
    if (fields.has(key)) return;
    if (fields.size < maxFacts) fields.set(key, fact);
    else isCut = true;
  };

  const firstTextOf = ({ field, test }: Predicate): FoldedText | undefined =>
    field === undefined || test.kind === 'null' ? undefined : outcomes.field(field).texts[0];

  const nameSelection = (name: string, names: Set<string>): void => {
    if (names.size < maxFacts || names.has(name)) names.add(name);
    else isCut = true;
  };

  /** Collects what made the expression what it is; `item` is the key around it, undefined outside of one. */
  const visit = (expression: Expression, outcome: boolean, item: string | undefined): void => {
    if (isCut || visited.has(expression)) return;
    visited.add(expression);
    switch (expression.kind) {
      case 'predicate':
        if (outcome) cite(expression, item ?? '');
        return;
      case 'not':
        visit(expression.item, !outcome, item);
        return;
      case 'selection':
        nameSelection(expression.name, outcome ? selections : excluded);
        // What is false tells something only where a negation in it is.
        if (outcome || holdsNegation(expression)) visit(expression.item, outcome, item);
        return;
      case 'item':
        if (outcome || holdsNegation(expression)) visit(expression.item, outcome, expression.name);
        return;
      case 'texts':
        visit(openList(expression), outcome, item);
        return;
      default:
        for (const child of expression.items) {
          if (outcomes.of(child) !== outcome) continue;
          visit(child, outcome, item);
          if (expression.kind === (outcome ? 'or' : 'and') && item !== undefined) return;
        }
    }
  };

  return {
    collect: (expression) => {
      visit(expression, true, undefined);
      return {
        selections: [...selections],
        fields: [...fields.values()],
        excluded: [...excluded],
        isCut,
      };
    },
  };
}

/** Where in the text the literal of a test is; 0 where that is unknown or folding moves it. */
function placeOf({ test }: Predicate, { text, folded }: FoldedText): number {
  if (test.kind === 'suffix') return text.length;
  if (test.kind !== 'contains') return 0;
  if (test.isCased) return Math.max(0, text.indexOf(test.text));
  return folded.length === text.length ? Math.max(0, folded.indexOf(test.text)) : 0;
}

const negations = new WeakMap<Expression, boolean>();

/** Whether a `not` is anywhere in the expression; remembered as long as the expression is. */
function holdsNegation(expression: Expression): boolean {
  switch (expression.kind) {
    case 'not':
      return true;
    case 'predicate':
    case 'texts':
      return false;
    case 'selection':
    case 'item':
      return holdsNegation(expression.item);
    default: {
      const before = negations.get(expression);
      if (before !== undefined) return before;
      const holds = expression.items.some(holdsNegation);
      negations.set(expression, holds);
      return holds;
    }
  }
}
