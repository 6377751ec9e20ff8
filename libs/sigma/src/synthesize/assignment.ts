import type { Predicate, Test } from '../detection/predicate.ts';
import { findValue, passes } from './field-needs.ts';
import type { Means, SyntheticValue } from './field-needs.ts';

/** A predicate that must hold, or must not. */
export interface Literal {
  readonly predicate: Predicate;
  readonly isWanted: boolean;
}

/** A comparison of two fields that must hold, or must not. */
export interface FieldLiteral {
  readonly field: string;
  readonly test: Test & { readonly kind: 'field' };
  readonly isWanted: boolean;
}

/** A field's needs and the value that was found for them. */
export interface FieldState {
  readonly wanted: Test[];
  readonly refused: Test[];
  value: SyntheticValue;
}

/**
 * The values of an event's fields while literals are added one by one: what was added holds for the values at any time, but
 * for comparisons of two fields, which are only kept.
 */
export interface Assignment {
  /** Adds a literal, and changes its field's value if it must; false, and nothing is added, where no value is found. */
  add(literal: Literal): boolean;
  /** Number of literals added, for `undoTo`. */
  size(): number;
  undoTo(size: number): void;
  /** Whether a predicate holds as things stand; false for comparisons of two fields. */
  holds(predicate: Predicate): boolean;
  /** By field; keywords under undefined. */
  needs(): ReadonlyMap<string | undefined, FieldState>;
  fieldLiterals(): readonly FieldLiteral[];
  /** The field for which most often no value was found. */
  hardestField(): { readonly field: string | undefined } | undefined;
}

/** Begins with no field at all. */
export function createAssignment(means: Means): Assignment {
  const states = new Map<string | undefined, FieldState>();
  const comparisons: FieldLiteral[] = [];
  const undo: (() => void)[] = [];
  const failures = new Map<string | undefined, number>();

  const stateOf = (field: string | undefined): FieldState => {
    let state = states.get(field);
    if (state === undefined) states.set(field, (state = { wanted: [], refused: [], value: undefined }));
    return state;
  };

  const add = ({ predicate: { field, test }, isWanted }: Literal): boolean => {
    if (test.kind === 'field') {
      if (field === undefined) return !isWanted;
      comparisons.push({ field, test, isWanted });
      undo.push(() => comparisons.pop());
      return true;
    }
    const state = stateOf(field);
    const tests = isWanted ? state.wanted : state.refused;
    const before = state.value;
    tests.push(test);
    if (passes(before, test) !== isWanted) {
      const found = findValue(state, means);
      if (found === 'no-value') {
        tests.pop();
        failures.set(field, (failures.get(field) ?? 0) + 1);
        return false;
      }
      state.value = found.value;
    }
    undo.push(() => {
      tests.pop();
      state.value = before;
    });
    return true;
  };

  return {
    add,
    size: () => undo.length,
    undoTo: (size) => {
      while (undo.length > size) undo.pop()?.();
    },
    holds: ({ field, test }) => test.kind !== 'field' && passes(states.get(field)?.value, test),
    needs: () => states,
    fieldLiterals: () => comparisons,
    hardestField: () => {
      const [worst] = [...failures].toSorted(([, a], [, b]) => b - a);
      return worst && { field: worst[0] };
    },
  };
}
