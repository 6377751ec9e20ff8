import type { Expression } from '../detection/predicate.ts';
import { openList } from '../detection/text-list.ts';
import { neededCount } from '../explain/needed-count.ts';
import type { Assignment } from './assignment.ts';
import type { Means } from './field-needs.ts';

/** `count` of the items must be as `isWanted` says; those before `from` are decided. */
interface Goal {
  readonly items: readonly Expression[];
  readonly isWanted: boolean;
  readonly from: number;
  readonly count: number;
  readonly next: Goal | undefined;
}

interface ChoicePoint {
  readonly size: number;
  readonly goal: Goal;
}

/** Most goals that are taken up, and most dead ends: the search of a hostile rule ends here. */
const maxSteps = 300_000;
const maxDeadEnds = 3000;

export type SearchEnd = 'found' | 'exhausted' | 'gave-up';

/**
 * Adds literals to the assignment until the expression must be true, trying one way after the other; `accept` is asked
 * about each way that was found, and false goes on with the next. `exhausted` means that all ways were tried.
 */
export function searchAssignment(
  expression: Expression,
  isWanted: boolean,
  assignment: Assignment,
  means: Means,
  accept: () => boolean,
): SearchEnd {
  const choices: ChoicePoint[] = [];
  let goal: Goal | undefined = { items: [expression], isWanted, from: 0, count: 1, next: undefined };
  let deadEnds = 0;

  /** Goes back to the last choice that has another way; false where there is none. */
  const goBack = (): boolean => {
    const choice = choices.pop();
    if (choice === undefined) return false;
    assignment.undoTo(choice.size);
    goal = { ...choice.goal, from: choice.goal.from + 1 };
    return true;
  };

  for (let steps = 0; steps < maxSteps && deadEnds < maxDeadEnds; steps += 1) {
    if (goal === undefined && accept()) return 'found';
    const next: Goal | undefined | 'dead-end' =
      goal === undefined ? 'dead-end' : takeUp(goal, assignment, means, choices);
    if (next === 'dead-end') {
      deadEnds += 1;
      if (!goBack()) return 'exhausted';
    } else goal = next;
  }
  return 'gave-up';
}

/** Takes one item of the goal up; what is left to do, or undefined when that was all. */
function takeUp(
  goal: Goal,
  assignment: Assignment,
  means: Means,
  choices: ChoicePoint[],
): Goal | undefined | 'dead-end' {
  const { items, isWanted, from, count, next } = goal;
  if (count === 0) return next;
  const left = items.length - from;
  if (count > left) return 'dead-end';
  const item = items[from];
  if (item === undefined) return 'dead-end';
  if (count < left) choices.push({ size: assignment.size(), goal });
  const rest: Goal | undefined = count === 1 ? next : { ...goal, from: from + 1, count: count - 1 };
  return openUp(item, isWanted, rest, assignment, means);
}

function openUp(
  item: Expression,
  isWanted: boolean,
  next: Goal | undefined,
  assignment: Assignment,
  means: Means,
): Goal | undefined | 'dead-end' {
  switch (item.kind) {
    case 'predicate':
      return assignment.add({ predicate: item, isWanted }) ? next : 'dead-end';
    case 'not':
      return openUp(item.item, !isWanted, next, assignment, means);
    case 'selection':
    case 'item':
      return openUp(item.item, isWanted, next, assignment, means);
    case 'texts':
      return openUp(openList(item), isWanted, next, assignment, means);
    default: {
      const { items } = item;
      const needed = neededCount(item);
      const count = isWanted ? needed : items.length - needed + 1;
      const ordered =
        count === items.length
          ? decidedFirst(items, isWanted)
          : easiestFirst(items, isWanted, assignment, means);
      return { items: ordered, isWanted, from: 0, count, next };
    }
  }
}

/** What leaves no choice comes first, so that choices are made in its light. */
function decidedFirst(items: readonly Expression[], isWanted: boolean): readonly Expression[] {
  const open = items.filter((item) => leavesChoice(item, isWanted));
  return open.length === 0 ? items : [...items.filter((item) => !leavesChoice(item, isWanted)), ...open];
}

function leavesChoice(item: Expression, isWanted: boolean): boolean {
  switch (item.kind) {
    case 'predicate':
      return false;
    case 'not':
      return leavesChoice(item.item, !isWanted);
    case 'selection':
    case 'item':
      return leavesChoice(item.item, isWanted);
    case 'atLeast':
      return true;
    case 'texts':
      return item.operator === (isWanted ? 'or' : 'and');
    default:
      return (
        (item.kind === (isWanted ? 'or' : 'and') && item.items.length > 1) ||
        item.items.some((child) => leavesChoice(child, isWanted))
      );
  }
}

/** What is as it should be already comes first, then the others from a random one on. */
function easiestFirst(
  items: readonly Expression[],
  isWanted: boolean,
  assignment: Assignment,
  means: Means,
): readonly Expression[] {
  // Looking ahead takes as long as the items are many; without it, the search only takes more steps.
  if (!means.effort.take(items.length)) return items;
  const shift = means.random.below(items.length);
  const rotated = [...items.slice(shift), ...items.slice(0, shift)];
  const fits = new Map(
    rotated.map((item): [Expression, boolean] => [item, isAsWanted(item, isWanted, assignment)]),
  );
  return [...rotated.filter((item) => fits.get(item)), ...rotated.filter((item) => fits.get(item) !== true)];
}

function isAsWanted(item: Expression, isWanted: boolean, assignment: Assignment): boolean {
  switch (item.kind) {
    case 'predicate':
      return assignment.holds(item) === isWanted;
    case 'not':
      return isAsWanted(item.item, !isWanted, assignment);
    case 'selection':
    case 'item':
      return isAsWanted(item.item, isWanted, assignment);
    case 'texts':
      return isAsWanted(openList(item), isWanted, assignment);
    default: {
      const { items } = item;
      const needed = neededCount(item);
      let missing = isWanted ? needed : items.length - needed + 1;
      return missing <= 0 || items.some((child) => isAsWanted(child, isWanted, assignment) && --missing <= 0);
    }
  }
}
