import type { CompiledRule } from './compile-rule.ts';
import type { Evaluator } from './evaluator.ts';
import type { EventView } from './event-view.ts';
import { keywordField } from './field-table.ts';
import { createFieldIndex, isDecidedByIndex } from './index/field-index.ts';
import type { FieldIndex, Witness } from './index/field-index.ts';
import { createHitList } from './index/hit-list.ts';
import type { PredicateTable } from './predicate-table.ts';

/** The rules that are tried on one kind of events, with the index that finds the few worth trying. */
export interface Partition {
  /** Numbers of the rules that match the event in the view, ascending. */
  match(): readonly number[];
}

/** What every partition of a rule set works with. */
export interface MatchContext {
  readonly rules: readonly CompiledRule[];
  readonly table: PredicateTable;
  readonly view: EventView;
  readonly evaluator: Evaluator;
}

const noMatches: readonly number[] = [];

/** Builds a partition of the rules with these numbers. */
export function createPartition(ruleNumbers: readonly number[], context: MatchContext): Partition {
  const { rules, table, view, evaluator } = context;
  const { always, predicates, rulesOf } = postRules(ruleNumbers, context);
  const indexes = createFieldIndexes(predicates, table);
  const keywordIndex = indexes.get(keywordField);
  const indexOf: (FieldIndex | undefined)[] = [];
  for (const [field, index] of indexes) indexOf[field] = index;
  const isDecided = predicates.map((predicate) => isDecidedBy(table, predicate));
  const hits = createHitList(predicates.length);
  const triedIn = new Uint32Array(rules.length);
  let epoch = 0;

  const search = (field: number, index: FieldIndex): void => {
    index.searchPresence(hits);
    for (const folded of view.foldedTexts(field)) index.search(folded, hits);
  };

  const tryRule = (rule: number, matched: number[]): void => {
    const compiled = rules[rule];
    const link = table.links[rule];
    if (compiled !== undefined && link !== undefined && evaluator.evaluate(compiled.program, link))
      matched.push(rule);
  };

  const findHits = (): void => {
    hits.clear();
    const count = view.touchedCount();
    for (let position = 0; position < count; position += 1) {
      const field = view.touched[position] ?? keywordField;
      const index = indexOf[field];
      if (index !== undefined) search(field, index);
    }
    if (keywordIndex !== undefined) search(keywordField, keywordIndex);
    for (let position = 0; position < hits.count(); position += 1) {
      const witness = hits.items[position] ?? 0;
      if (isDecided[witness] === true) evaluator.learn(predicates[witness] ?? 0);
    }
  };

  return {
    match: () => {
      epoch += 1;
      if (epoch === 0xffffffff) {
        triedIn.fill(0);
        epoch = 1;
      }
      evaluator.begin();
      findHits();
      const matched: number[] = [];
      for (const rule of always) tryRule(rule, matched);
      for (let position = 0; position < hits.count(); position += 1) {
        for (const rule of rulesOf[hits.items[position] ?? 0] ?? noMatches) {
          if (triedIn[rule] === epoch) continue;
          triedIn[rule] = epoch;
          tryRule(rule, matched);
        }
      }
      return matched.length < 2 ? matched : matched.sort((left, right) => left - right);
    },
  };
}

/** Sorts the rules by the predicates that call for them. A witness is the number of such a predicate in this partition. */
function postRules(
  ruleNumbers: readonly number[],
  { rules, table }: MatchContext,
): { always: readonly number[]; predicates: readonly number[]; rulesOf: readonly (readonly number[])[] } {
  const always: number[] = [];
  const rulesOf = new Map<number, number[]>();
  for (const rule of ruleNumbers) {
    const cover = rules[rule]?.cover;
    const link = table.links[rule];
    if (cover === undefined || link === undefined) {
      always.push(rule);
      continue;
    }
    for (const own of cover) {
      const predicate = link[own] ?? 0;
      const list = rulesOf.get(predicate);
      if (list === undefined) rulesOf.set(predicate, [rule]);
      else list.push(rule);
    }
  }
  return { always, predicates: [...rulesOf.keys()], rulesOf: [...rulesOf.values()] };
}

function createFieldIndexes(
  predicates: readonly number[],
  table: PredicateTable,
): ReadonlyMap<number, FieldIndex> {
  const byField = new Map<number, Witness[]>();
  for (const [witness, predicate] of predicates.entries()) {
    const test = table.tests[predicate];
    const field = table.fields[predicate] ?? keywordField;
    if (test === undefined) continue;
    const list = byField.get(field);
    if (list === undefined) byField.set(field, [{ test, witness }]);
    else list.push({ test, witness });
  }
  return new Map([...byField].map(([field, witnesses]) => [field, createFieldIndex(witnesses)]));
}

function isDecidedBy(table: PredicateTable, predicate: number): boolean {
  const test = table.tests[predicate];
  return test !== undefined && isDecidedByIndex(test);
}
