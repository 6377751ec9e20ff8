import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { parseRule, type SigmaRule } from '@sluice/sigma';
import type { DataSource } from 'typeorm';
import { isUuid } from '../../database/uuid.ts';
import { inTurns } from './in-turns.ts';
import { suggestMapping, type MappingSuggestion } from './suggest/suggest-mapping.ts';
import { checkEventCount, createEventReader, type LogSourceTexts } from './read-events.ts';

/** Rules that are looked at, and suggestions that are made; those that most rules ask for come first. */
const MAX_RULES = 10_000;
const MAX_SUGGESTIONS = 200;
/** Parsing is CPU time: other requests get their turn after this many rules. */
const RULES_PER_TURN = 50;

export interface SuggestMappingService {
  /**
   * Fields of events, as the log source leaves them, that may be meant by fields of the rules of repositories; of all
   * repositories where none is named. Throws BAD_USER_INPUT for the script or the number of events.
   */
  suggest(
    repositoryIds: readonly string[],
    logSource: LogSourceTexts,
    events: readonly string[],
  ): Promise<readonly MappingSuggestion[]>;
}

export function createSuggestMappingService(database: DataSource): SuggestMappingService {
  async function rulesOf(repositoryIds: readonly string[]): Promise<SigmaRule[]> {
    const rows: { text: string }[] = await database.query(
      `SELECT text FROM rules WHERE enabled AND ($1 OR repository_id = ANY ($2::uuid[]))
       ORDER BY title, id LIMIT ${MAX_RULES}`,
      [repositoryIds.length === 0, repositoryIds.filter(isUuid)],
    );
    const rules: SigmaRule[] = [];
    for (const [index, { text }] of rows.entries()) {
      if (index % RULES_PER_TURN === 0) await yieldToOthers();
      const parsed = parseRule(text, { isForMatching: true });
      if (parsed.ok) rules.push(parsed.value);
    }
    return rules;
  }

  return {
    async suggest(repositoryIds, logSource, events) {
      checkEventCount(events);
      const read = await inTurns(events, createEventReader(logSource));
      const found = read.flatMap((one) => (one.ok ? [one.event] : []));
      return suggestMapping(await rulesOf(repositoryIds), found).slice(0, MAX_SUGGESTIONS);
    },
  };
}
