import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { parseRule } from '@sluice/sigma';
import { createFieldShapes, type CoverableRule, type ToFieldShape } from '@sluice/sigma/coverage';
import type { DataSource, EntityManager } from 'typeorm';

/** What is kept of a rule in place of it: none for a text that is no rule. */
type Shape = CoverableRule['detection'] | undefined;

/** The fields that rules look at. */
export interface RuleShapes {
  /** In the order of the rules; those that are deleted meanwhile have none. */
  ofStored(manager: EntityManager, rules: readonly StoredRule[]): Promise<readonly Shape[]>;
  ofTexts(texts: readonly string[]): Promise<readonly Shape[]>;
}

/** A rule as it is committed: of others the version says nothing. */
export interface StoredRule {
  readonly id: string;
  readonly version: number;
}

/** Some hundred bytes each. */
const MAX_KEPT = 100_000;
const ROWS_PER_STATEMENT = 500;
/** Parsing is CPU time: other requests get their turn after this many rules. */
const RULES_PER_TURN = 50;

/** Parses a rule once for each of its versions. */
export function createRuleShapes(maxKept = MAX_KEPT): RuleShapes {
  const toShape = createFieldShapes();
  const kept = new Map<string, { readonly version: number; readonly shape: Shape }>();

  function keep({ id, version }: StoredRule, shape: Shape): void {
    kept.delete(id);
    kept.set(id, { version, shape });
    const [oldest] = kept.keys();
    if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
  }

  return {
    async ofStored(manager, rules) {
      const found = new Map<string, Shape>();
      const unknown: string[] = [];
      for (const { id, version } of rules) {
        const before = kept.get(id);
        if (before?.version === version) found.set(id, before.shape);
        else unknown.push(id);
      }
      for (let start = 0; start < unknown.length; start += ROWS_PER_STATEMENT) {
        const rows: (StoredRule & { text: string })[] = await manager.query(
          'SELECT id, version, "text" FROM rules WHERE id = ANY ($1::uuid[])',
          [unknown.slice(start, start + ROWS_PER_STATEMENT)],
        );
        const texts = rows.map(({ text }) => text);
        const shapes = await parseAll(texts, toShape);
        for (const [index, row] of rows.entries()) {
          keep(row, shapes[index]);
          found.set(row.id, shapes[index]);
        }
      }
      return rules.map(({ id }) => found.get(id));
    },
    ofTexts: (texts) => parseAll(texts, toShape),
  };
}

async function parseAll(texts: readonly string[], toShape: ToFieldShape): Promise<readonly Shape[]> {
  const shapes: Shape[] = [];
  for (const [index, text] of texts.entries()) {
    if (index % RULES_PER_TURN === 0) await yieldToOthers();
    const result = parseRule(text, { isForMatching: true });
    shapes.push(result.ok ? toShape(result.value.detection) : undefined);
  }
  return shapes;
}

const ofDatabases = new WeakMap<DataSource, RuleShapes>();

/** Those of the rules of a database, remembered as long as it is open. */
export function ruleShapesOf({ connection }: EntityManager): RuleShapes {
  const shapes = ofDatabases.get(connection) ?? createRuleShapes();
  ofDatabases.set(connection, shapes);
  return shapes;
}
