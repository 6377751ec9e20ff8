import { Brackets, type Repository, type SelectQueryBuilder } from 'typeorm';
import { isUuid } from '../../database/uuid.ts';
import { hasMatched } from '../metrics/index.ts';
import type { Rule } from './rule.entity.ts';

export interface RuleFilter {
  /** Part of the title, the path or the author's id. */
  readonly search?: string | undefined;
  readonly repositoryId?: string | undefined;
  /** Indexes into LEVELS. */
  readonly levels?: readonly number[] | undefined;
  readonly product?: string | undefined;
  readonly category?: string | undefined;
  readonly service?: string | undefined;
  readonly technique?: string | undefined;
  /** As far back as hours of metrics are kept: 13 months. */
  readonly neverMatched?: boolean | undefined;
}

export type RuleSortKey = 'TITLE' | 'LEVEL' | 'UPDATED_AT';

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** Wildcards of LIKE in what a person typed stand for themselves. */
function likePattern(search: string): string {
  return `%${search.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`;
}

function sorted(query: SelectQueryBuilder<Rule>, sort: RuleSortKey): SelectQueryBuilder<Rule> {
  if (sort === 'LEVEL') query.orderBy('rule.level', 'DESC').addOrderBy('rule.title');
  else if (sort === 'UPDATED_AT') query.orderBy('rule.updatedAt', 'DESC');
  else query.orderBy('rule.title');
  return query.addOrderBy('rule.id');
}

/** One page of the rules that pass the filter. */
export function ruleQuery(
  rules: Repository<Rule>,
  filter: RuleFilter,
  sort: RuleSortKey,
  page: Page,
): SelectQueryBuilder<Rule> {
  const query = rules.createQueryBuilder('rule');
  const { search, repositoryId, levels, product, category, service, technique, neverMatched } = filter;
  if (search !== undefined && search.trim() !== '') {
    const pattern = likePattern(search.trim());
    query.andWhere(
      new Brackets((any) => {
        any.where('rule.title ILIKE :pattern', { pattern });
        any.orWhere('rule.path ILIKE :pattern').orWhere('rule.sigmaId ILIKE :pattern');
      }),
    );
  }
  if (repositoryId !== undefined) {
    if (isUuid(repositoryId)) query.andWhere('rule.repositoryId = :repositoryId', { repositoryId });
    else query.andWhere('false');
  }
  if (levels !== undefined && levels.length > 0) query.andWhere('rule.level IN (:...levels)', { levels });
  if (product !== undefined) query.andWhere('rule.product = :product', { product });
  if (category !== undefined) query.andWhere('rule.category = :category', { category });
  if (service !== undefined) query.andWhere('rule.service = :service', { service });
  if (technique !== undefined) query.andWhere(':technique = ANY (rule.techniques)', { technique });
  if (neverMatched !== undefined) query.andWhere(`${neverMatched ? 'NOT ' : ''}${hasMatched('rule.id')}`);
  return sorted(query, sort).skip(page.offset).take(page.limit);
}
