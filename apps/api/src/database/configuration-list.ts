import type { ListQuery, ListShape } from './list-rows.ts';

/** Orders of what people configure. */
export type ConfigurationSort = 'NAME' | 'CREATED_AT' | 'UPDATED_AT';
export type ConfigurationQuery = ListQuery<ConfigurationSort>;

export const BY_NAME: ConfigurationQuery = { sort: 'NAME' };

/** Of rows with a unique name and the times of their creation and last change, by the alias of their table. */
export function configurationShape(alias: string): ListShape<ConfigurationSort> {
  const name = [`${alias}.name`, 'ASC'] as const;
  return {
    searched: `${alias}.name`,
    orders: {
      NAME: [name],
      CREATED_AT: [[`${alias}.createdAt`, 'DESC'], name],
      UPDATED_AT: [[`${alias}.updatedAt`, 'DESC'], name],
    },
  };
}
