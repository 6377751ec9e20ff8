/** Something that the dashboard asks. */
export interface Asked {
  readonly name: string;
  readonly query: string;
  /** Taken in turn. */
  readonly variables: readonly object[];
  /** What p95 should not pass. */
  readonly budgetMs: number;
}

const ROW =
  'id title level status tactics enabled stage updatedAt lastMatchedAt repository { id name } techniques { id name }';
const LIST = `rules(filter: $filter, sort: $sort, page: $page) { totalCount items { ${ROW} } }`;
const FACETS = 'ruleFacets(filter: $filter) { totalCount facets { field values { value label count } } }';
const BOTH = `query ($filter: RuleFilter, $sort: RuleSort, $page: PageInput) { ${LIST} ${FACETS} }`;

const BY_HITS = `query ($filter: RuleFilter, $sort: RuleSort, $page: PageInput) { ${LIST}
  ruleFacets(filter: $filter, fields: [LEVEL, STATUS, PRODUCT, TACTIC, ENABLED, HITS]) { totalCount facets { field values { value count } } } }`;

const WORDS = [
  ...['lsass', 'T1003', 'powershell', 'image', 'registry', 'win', 'certutil', 'the', 'process', 'detects'],
  ...['service', 'network', 'linux', 'script', 'user', 'remote', 'dump', 'test', 'microsoft', 'command'],
];

export const QUERIES: readonly Asked[] = [
  {
    ...{ name: 'list with facets', query: BOTH, budgetMs: 80 },
    variables: [
      {},
      { filter: { levels: ['HIGH', 'CRITICAL'] } },
      { filter: { products: ['windows'], statuses: ['test'] }, sort: 'LEVEL' },
      { filter: { tactics: ['credential-access'] }, sort: 'UPDATED_AT' },
      { filter: { neverMatched: true, categories: ['process_creation'] } },
    ],
  },
  {
    ...{ name: 'list, far pages', query: BOTH, budgetMs: 80 },
    variables: [10_000, 25_000, 49_000].map((offset) => ({ page: { limit: 50, offset } })),
  },
  {
    ...{ name: 'list by last match and hits', query: BOTH, budgetMs: 80 },
    variables: [{ sort: 'LAST_MATCHED' }, { sort: 'HITS' }],
  },
  {
    ...{ name: 'list with facets, by hits too', query: BY_HITS, budgetMs: 80 },
    variables: [
      {},
      { filter: { hits: ['NONE'] } },
      { filter: { hits: ['TENS', 'HUNDREDS', 'THOUSANDS'] }, sort: 'HITS' },
      { filter: { hits: ['ONES'], products: ['windows'] }, sort: 'LEVEL' },
    ],
  },
  {
    ...{ name: 'full text with facets', query: BOTH, budgetMs: 150 },
    variables: WORDS.map((search) => ({ filter: { search } })),
  },
  {
    ...{ name: 'full text that nobody asked before', query: BOTH, budgetMs: 150 },
    variables: WORDS.flatMap((one) => WORDS.map((other) => ({ filter: { search: `${one} ${other}` } }))),
  },
  {
    ...{ name: 'dashboard snapshot', budgetMs: 100, variables: [{}] },
    query: `{ dashboard { at revision rulesTotal pipelines { id name } workers { id appliedRevision }
      topRules { ruleId title matches } detections { id } series { at } topics { topic } } }`,
  },
];
