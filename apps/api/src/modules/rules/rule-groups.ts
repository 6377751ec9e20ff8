import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { createLastAsked } from '../../last-asked.ts';
import type { RuleHitsService } from '../metrics/index.ts';
import type { CountableGroups } from './count-facets.ts';
import { isSearched, type RuleFilter } from './rule-filter.ts';
import type { FoundRules } from './rule-places.ts';
import { createRuleSnapshot, type RuleSnapshot } from './rule-snapshot.ts';

/** Groups to count, and a key of them. */
export interface KeyedGroups {
  readonly groups: CountableGroups;
  readonly key: string;
  /** What a search found; undefined where there is none. */
  readonly found: FoundRules | undefined;
  /** For who finds that they were read while rules were changed. */
  forget(): void;
}

export interface RuleGroups {
  /** The groups of what the filter's search finds. Its other parts are not looked at. */
  of(filter: RuleFilter): Promise<KeyedGroups>;
}

/** The present one, and the one that requests under way still ask for. */
const REMEMBERED_SNAPSHOTS = 2;

export function createRuleGroups(
  database: DataSource,
  hits: Pick<RuleHitsService, 'countMatched'>,
): RuleGroups {
  const snapshots = createLastAsked<RuleSnapshot>(REMEMBERED_SNAPSHOTS);

  /**
   * Another one after each change of rules, as each is a revision; of stored tests' outcomes; within two seconds of rules that
   * match the first time.
   */
  async function readState(): Promise<string> {
    const [rows, matched] = await Promise.all([
      database.query<unknown>(
        `SELECT revision, (SELECT bit_xor(hashtextextended(id::text, 0)) FROM rules WHERE failing_tests > 0) AS failing
         FROM revision`,
      ),
      hits.countMatched(),
    ]);
    return JSON.stringify([rows, matched]);
  }

  /** One question for all that ask at the same moment: a page and its facets do. */
  const states = new DataLoader<'state', string>(
    async (asked) => {
      const state = await readState();
      return asked.map(() => state);
    },
    { cache: false },
  );

  return {
    async of({ search }) {
      for (;;) {
        const state = await states.load('state');
        const snapshot = snapshots.get(state, () => createRuleSnapshot(database));
        const forget = (): void => {
          snapshots.forget(state);
        };
        if (search === undefined || !isSearched({ search }))
          return { groups: await snapshot.groups(), key: state, found: undefined, forget };
        const found = await snapshot.search(search);
        const key = `${search}\n${state}`;
        if (found !== undefined) return { groups: found.groups, key, found, forget };
        forget();
      }
    },
  };
}
