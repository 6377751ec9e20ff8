import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { coverage, type CoverableRule } from '@sluice/sigma/coverage';
import type { EntityManager } from 'typeorm';
import { sql } from '../../database/sql.ts';
import { ruleShapesOf, type StoredRule } from './rule-shapes.ts';
import { MAX_NAMED, type Counted, type PreviewedRule, type SilentRule } from './preview.ts';
import { byTitle, isChosen, named, type RuleChoice, type TouchedRules } from './touched-rules.ts';

/** Which of these rules can never fire on events with these fields? */
export interface SilenceQuestion {
  readonly choice: RuleChoice;
  readonly fields: ReadonlySet<string>;
}

export interface SilenceAnswer {
  readonly silent: Counted<SilentRule>;
  /** Whether there were more rules than are looked at; they are not counted. */
  readonly isCut: boolean;
}

interface RuleRow extends PreviewedRule {
  readonly repositoryId: string;
}

/** A rule that may fire, and the fields that it looks at. */
interface ShapedRule extends CoverableRule {
  readonly row: RuleRow;
}

interface Position {
  readonly title: string;
  readonly id: string;
}

/** What one preview does at most. */
export interface SilenceBounds {
  /** Rules that are looked at, each of which may have to be parsed. */
  readonly maxRules: number;
  /** Times that one of them is looked at, for the fields of a question. */
  readonly maxLooks: number;
  /** Silent rules that are named for each question. */
  readonly maxNamed: number;
}

const BOUNDS: SilenceBounds = { maxRules: 60_000, maxLooks: 1_000_000, maxNamed: MAX_NAMED };
const ROWS_PER_STATEMENT = 500;

/**
 * Answers in the order of the questions. Each rule is read once, whatever the number of questions, and looked at once for those
 * with the same fields.
 */
export async function findSilentRules(
  manager: EntityManager,
  questions: readonly SilenceQuestion[],
  touched: TouchedRules,
  { maxRules, maxLooks, maxNamed }: SilenceBounds = BOUNDS,
): Promise<readonly SilenceAnswer[]> {
  const none: Counted<SilentRule> = { count: 0, first: [] };
  const found = questions.map((question) => ({ question, silent: none }));
  const byFields = Map.groupBy(found, ({ question }) => JSON.stringify([...question.fields].sort()));
  let rulesCount = 0;
  let isCut = false;
  if (questions.length > 0)
    for await (const rows of pagesOf(manager, questions, touched)) {
      const count = rulesCount + rows.length;
      if (count > maxRules || count * byFields.size > maxLooks) {
        isCut = true;
        break;
      }
      rulesCount = count;
      for (const alike of byFields.values()) {
        await yieldToOthers();
        const gaps = gapsOf(rows, alike[0]?.question.fields ?? new Set());
        for (const each of alike) each.silent = withGaps(each.silent, gaps, each.question.choice, maxNamed);
      }
    }
  return found.map(({ silent }) => ({ silent, isCut }));
}

interface Gap {
  readonly row: RuleRow;
  readonly missing: SilentRule['missing'];
}

function gapsOf(rules: readonly ShapedRule[], fields: ReadonlySet<string>): readonly Gap[] {
  return coverage(rules, fields).gaps.map(({ rule: { row }, missing }) => ({ row, missing }));
}

function withGaps(
  { count, first }: Counted<SilentRule>,
  gaps: readonly Gap[],
  choice: RuleChoice,
  maxNamed: number,
): Counted<SilentRule> {
  const more = gaps
    .filter(({ row }) => isChosen(choice, row))
    .map(({ row, missing }) => ({ rule: named(row), missing }));
  const last = first.at(-1);
  // Pages come by title: what fills the list first stays, but for what touched rules are before it.
  const isFull = last !== undefined && first.length >= maxNamed;
  const fitting = isFull ? more.filter(({ rule }) => byTitle(rule, last.rule) < 0) : more;
  if (fitting.length === 0) return { count: count + more.length, first };
  const sorted = [...first, ...fitting].toSorted((left, right) => byTitle(left.rule, right.rule));
  return { count: count + more.length, first: sorted.slice(0, maxNamed) };
}

/** All rules that any of the questions is about, as they would be: first those that are touched. */
async function* pagesOf(
  manager: EntityManager,
  questions: readonly SilenceQuestion[],
  touched: TouchedRules,
): AsyncGenerator<readonly ShapedRule[]> {
  const ids = [...touched.after.values()].filter(({ isSent }) => isSent).map(({ id }) => id);
  for (let start = 0; start < ids.length; start += ROWS_PER_STATEMENT)
    yield await touchedRules(manager, ids.slice(start, start + ROWS_PER_STATEMENT), touched);
  const repositoryIds = [...new Set(questions.flatMap(({ choice }) => [...choice.repositoryIds]))];
  const exceptFor = [...new Set([...touched.before.keys(), ...touched.after.keys()])];
  let position: Position | undefined;
  for (;;) {
    const rows = await storedRows(manager, repositoryIds, exceptFor, position);
    if (rows.length > 0) yield shaped(rows, await ruleShapesOf(manager).ofStored(manager, rows));
    position = rows.at(-1);
    if (position === undefined || rows.length < ROWS_PER_STATEMENT) return;
  }
}

function shaped(
  rows: readonly RuleRow[],
  shapes: readonly (CoverableRule['detection'] | undefined)[],
): readonly ShapedRule[] {
  return rows.flatMap((row, index) => {
    const detection = shapes[index];
    return detection === undefined ? [] : [{ row, detection }];
  });
}

async function touchedRules(
  manager: EntityManager,
  ids: readonly string[],
  { after, texts }: TouchedRules,
): Promise<readonly ShapedRule[]> {
  const stored: StoredRule[] = await manager.query(
    'SELECT id, version FROM rules WHERE id = ANY ($1::uuid[])',
    [ids.filter((id) => !texts.has(id))],
  );
  const retold = ids.filter((id) => texts.has(id));
  const shapes = ruleShapesOf(manager);
  const rowsOf = (each: readonly { readonly id: string }[]) => each.flatMap(({ id }) => after.get(id) ?? []);
  return [
    ...shaped(rowsOf(stored), await shapes.ofStored(manager, stored)),
    ...shaped(
      rowsOf(retold.map((id) => ({ id }))),
      await shapes.ofTexts(retold.map((id) => texts.get(id) ?? '')),
    ),
  ];
}

function storedRows(
  manager: EntityManager,
  repositoryIds: readonly string[],
  exceptFor: readonly string[],
  from: Position | undefined,
): Promise<readonly (RuleRow & StoredRule)[]> {
  const { text, values } = sql(
    (bind) => `SELECT id, sigma_id AS "sigmaId", title, repository_id AS "repositoryId", version FROM rules
      WHERE enabled AND stage <> 'DRAFT' AND repository_id = ANY (${bind(repositoryIds)}::uuid[])
        AND id <> ALL (${bind(exceptFor)}::uuid[])
        ${from === undefined ? '' : `AND (title, id) > (${bind(from.title)}, ${bind(from.id)}::uuid)`}
      ORDER BY title, id LIMIT ${ROWS_PER_STATEMENT}`,
  );
  return manager.query(text, [...values]);
}
