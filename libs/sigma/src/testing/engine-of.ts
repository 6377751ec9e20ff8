import { createEngine } from '../engine/engine.ts';
import type { Engine } from '../engine/engine.ts';
import type { SigmaRule } from '../rule/rule.ts';

/** An engine with one segment of rules. `maxEvents`: after so many their numbers begin anew. */
export function engineOf(rules: readonly SigmaRule[], maxEvents?: number): Engine {
  const engine = createEngine(undefined, undefined, maxEvents);
  const work = engine.compile(rules);
  let step = work.next();
  while (step.done !== true) step = work.next();
  engine.putSegment(0, 0, step.value);
  return engine;
}
