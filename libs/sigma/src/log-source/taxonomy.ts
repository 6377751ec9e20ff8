import taxonomy from '../../data/taxonomy.json' with { type: 'json' };

/** Categories of Sigma's taxonomy (appendix "Taxonomy") and of the SigmaHQ rules. */
export const knownCategories: ReadonlySet<string> = new Set(taxonomy.categories);

/** Services that name a log without its product. */
export const knownServices: ReadonlySet<string> = new Set(taxonomy.services);
