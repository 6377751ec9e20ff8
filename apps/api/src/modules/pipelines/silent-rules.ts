import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { parseRule, type SigmaRule } from '@sluice/sigma';
import { coverage } from '@sluice/sigma/coverage';
import type { EntityManager } from 'typeorm';
import { sql } from '../../database/sql.ts';
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
  readonly text: string;
}

interface Position {
  readonly title: string;
  readonly id: string;
}

/** What one preview does at most. */
export interface SilenceBounds {
  /** Rules that are parsed. */
  readonly maxParsed: number;
  /** Times that one of them is looked at, for the fields of a question. */
  readonly maxLooks: number;
  /** Silent rules that are named for each question. */
  readonly maxNamed: number;
}

const BOUNDS: SilenceBounds = { maxParsed: 60_000, maxLooks: 1_000_000, maxNamed: MAX_NAMED };
const ROWS_PER_STATEMENT = 500;
/** Parsing is CPU time: other requests get their turn after this many rules. */
const RULES_PER_TURN = 50;

/**
 * Answers in the order of the questions. Each rule is read and parsed once, whatever the number of questions, and looked at
 * once for those with the same fields.
 */
export async function findSilentRules(
  manager: EntityManager,
  questions: readonly SilenceQuestion[],
  touched: TouchedRules,
  { maxParsed, maxLooks, maxNamed }: SilenceBounds = BOUNDS,
): Promise<readonly SilenceAnswer[]> {
  const none: Counted<SilentRule> = { count: 0, first: [] };
  const found = questions.map((question) => ({ question, silent: none }));
  const byFields = Map.groupBy(found, ({ question }) => JSON.stringify([...question.fields].sort()));
  let parsedCount = 0;
  let isCut = false;
  if (questions.length > 0)
    for await (const rows of pagesOf(manager, questions, touched)) {
      const count = parsedCount + rows.length;
      if (count > maxParsed || count * byFields.size > maxLooks) {
        isCut = true;
        break;
      }
      parsedCount = count;
      const parsed = await parseAll(rows);
      for (const alike of byFields.values()) {
        await yieldToOthers();
        const gaps = gapsOf(parsed, alike[0]?.question.fields ?? new Set());
        for (const each of alike) each.silent = withGaps(each.silent, gaps, each.question.choice, maxNamed);
      }
    }
  return found.map(({ silent }) => ({ silent, isCut }));
}

interface Gap {
  readonly row: RuleRow;
  readonly missing: SilentRule['missing'];
}

function gapsOf(parsed: ReadonlyMap<SigmaRule, RuleRow>, fields: ReadonlySet<string>): readonly Gap[] {
  return coverage([...parsed.keys()], fields).gaps.flatMap(({ rule, missing }) => {
    const row = parsed.get(rule);
    return row === undefined ? [] : [{ row, missing }];
  });
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

async function parseAll(rows: readonly RuleRow[]): Promise<ReadonlyMap<SigmaRule, RuleRow>> {
  const parsed = new Map<SigmaRule, RuleRow>();
  for (const [index, row] of rows.entries()) {
    if (index % RULES_PER_TURN === 0) await yieldToOthers();
    const result = parseRule(row.text, { isForMatching: true });
    if (result.ok) parsed.set(result.value, row);
  }
  return parsed;
}

/** All rules that any of the questions is about, as they would be: first those that are touched. */
async function* pagesOf(
  manager: EntityManager,
  questions: readonly SilenceQuestion[],
  touched: TouchedRules,
): AsyncGenerator<readonly RuleRow[]> {
  const ids = [...touched.after.values()].filter(({ isSent }) => isSent).map(({ id }) => id);
  for (let start = 0; start < ids.length; start += ROWS_PER_STATEMENT)
    yield await touchedRows(manager, ids.slice(start, start + ROWS_PER_STATEMENT), touched);
  const repositoryIds = [...new Set(questions.flatMap(({ choice }) => [...choice.repositoryIds]))];
  const exceptFor = [...new Set([...touched.before.keys(), ...touched.after.keys()])];
  let position: Position | undefined;
  for (;;) {
    const rows = await storedRows(manager, repositoryIds, exceptFor, position);
    if (rows.length > 0) yield rows;
    position = rows.at(-1);
    if (position === undefined || rows.length < ROWS_PER_STATEMENT) return;
  }
}

async function touchedRows(
  manager: EntityManager,
  ids: readonly string[],
  { after, texts }: TouchedRules,
): Promise<readonly RuleRow[]> {
  const unchanged = ids.filter((id) => !texts.has(id));
  const rows: { id: string; text: string }[] = await manager.query(
    'SELECT id, "text" FROM rules WHERE id = ANY ($1::uuid[])',
    [unchanged],
  );
  const known = new Map([...rows.map(({ id, text }) => [id, text] as const), ...texts]);
  return ids.flatMap((id) => {
    const [state, text] = [after.get(id), known.get(id)];
    return state === undefined || text === undefined ? [] : [{ ...state, text }];
  });
}

function storedRows(
  manager: EntityManager,
  repositoryIds: readonly string[],
  exceptFor: readonly string[],
  from: Position | undefined,
): Promise<readonly RuleRow[]> {
  const { text, values } = sql(
    (bind) => `SELECT id, sigma_id AS "sigmaId", title, repository_id AS "repositoryId", "text" FROM rules
      WHERE enabled AND stage <> 'DRAFT' AND repository_id = ANY (${bind(repositoryIds)}::uuid[])
        AND id <> ALL (${bind(exceptFor)}::uuid[])
        ${from === undefined ? '' : `AND (title, id) > (${bind(from.title)}, ${bind(from.id)}::uuid)`}
      ORDER BY title, id LIMIT ${ROWS_PER_STATEMENT}`,
  );
  return manager.query(text, [...values]);
}
