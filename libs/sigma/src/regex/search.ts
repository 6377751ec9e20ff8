import type { RegexEdge } from './parse-regex.ts';
import type { Instruction, SearchProgram } from './search-program.ts';

/** Whether code points, as far as `length`, hold what is searched for; undefined if that took too many states. */
export type Search = (codes: Uint32Array, length: number) => boolean | undefined;

/** What stands before or after a place, as far as edges ask. */
const nothing = 0;
const newline = 1;
const letter = 2;
const other = 3;

const holdsAt: Readonly<Record<RegexEdge, (before: number, after: number) => boolean>> = {
  start: (before) => before === nothing,
  end: (_, after) => after === nothing,
  lineStart: (before) => before <= newline,
  lineEnd: (_, after) => after <= newline,
  boundary: (before, after) => (before === letter) !== (after === letter),
  noBoundary: (before, after) => (before === letter) === (after === letter),
};

/** A set of instructions that a search has come to, behind a side. */
interface State {
  readonly instructions: readonly Instruction[];
  readonly before: number;
  /** By class of code points; the last is the end of the text. Filled as texts need it. */
  readonly next: (State | undefined)[];
}

/** Most instructions and transitions that one text may add, and texts that add more before the search gives up for good. */
const maxNew = 50_000;
const maxFailures = 8;
/** Most transitions of all searches, of 8 bytes or some more; beyond, all forget their states. */
const maxTransitions = 2_000_000;
let transitions = 0;
/** Makes each search forget that has states. */
const forgetters: (() => void)[] = [];

const wordBounds = [10, 11, 48, 58, 65, 91, 95, 96, 97, 123];

/**
 * Makes a search in linear time that allocates nothing once it knows its states: a deterministic automaton whose states are
 * made when a text first comes to them (as in RE2, https://swtch.com/~rsc/regexp/regexp1.html).
 */
export function createSearch({ start, hasEdges, bounds }: SearchProgram): Search {
  const sorted = [...new Set([...bounds, ...(hasEdges ? wordBounds : [])])].sort((a, b) => a - b);
  /** Code points of one class are alike: as many bounds are below them or at them. */
  const classOf = (code: number): number => {
    let low = 0;
    for (let high = sorted.length; low < high;) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] ?? 0) <= code) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const ascii = Uint16Array.from({ length: 128 }, (_, code) => classOf(code));
  const end = sorted.length + 1;
  const found: State = { instructions: [], before: nothing, next: [] };
  const states = new Map<string, State>();
  let first: State | undefined;
  let left = 0;
  let failures = 0;

  const stateOf = (instructions: readonly Instruction[], before: number): State => {
    const key = `${before} ${instructions.map(({ id }) => id).join(' ')}`;
    let state = states.get(key);
    if (state === undefined) {
      state = { instructions, before, next: Array<undefined>(end + 1).fill(undefined) };
      states.set(key, state);
      transitions += end + 8 + instructions.length * 2;
      left -= end;
    }
    return state;
  };
  /** Instructions that are come to before a character, by way of those that take none; `found` if that is it. */
  const reach = (state: State, after: number): ReadonlySet<Instruction> | undefined => {
    const reached = new Set([...state.instructions, start]);
    for (const instruction of reached) {
      if (instruction.kind === 'found') return undefined;
      if (instruction.kind === 'either') reached.add(instruction.next).add(instruction.other);
      else if (instruction.kind === 'edge' && holdsAt[instruction.edge](state.before, after))
        reached.add(instruction.next);
    }
    left -= reached.size;
    return reached;
  };
  const advance = (state: State, to: number): State => {
    const code = to === end ? -1 : to === 0 ? 0 : (sorted[to - 1] ?? 0);
    const side = hasEdges ? sideOf(code) : nothing;
    const reached = reach(state, side);
    const instructions = new Set<Instruction>();
    for (const instruction of reached ?? [])
      if (instruction.kind === 'character' && code >= 0 && instruction.holds(code))
        instructions.add(instruction.next);
    const next =
      reached === undefined
        ? found
        : stateOf(
            [...instructions].sort((a, b) => a.id - b.id),
            side,
          );
    state.next[to] = next;
    return next;
  };
  const begin = (): State => {
    if (transitions > maxTransitions) {
      transitions = 0;
      for (const forget of forgetters.splice(0)) forget();
    }
    left = maxNew;
    if (first === undefined)
      forgetters.push(() => {
        first = undefined;
        states.clear();
      });
    return (first ??= stateOf([], nothing));
  };

  return (codes, length) => {
    if (failures >= maxFailures) return undefined;
    let state = begin();
    for (let at = 0; at < length; at += 1) {
      const code = codes[at] ?? 0;
      const to = code < 128 ? (ascii[code] ?? 0) : classOf(code);
      state = state.next[to] ?? advance(state, to);
      if (state === found) return true;
      if (left < 0) {
        failures += 1;
        return undefined;
      }
    }
    return (state.next[end] ?? advance(state, end)) === found;
  };
}

function sideOf(code: number): number {
  if (code < 0) return nothing;
  return code === 10 ? newline : /\w/.test(String.fromCodePoint(code)) ? letter : other;
}
