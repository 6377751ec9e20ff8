import type { ListQuery } from '../../database/list-rows.ts';

/** Which users or API tokens. LAST_USED: who logged in, or what was used, last comes first. */
export type AccountQuery = ListQuery<'NAME' | 'CREATED_AT' | 'LAST_USED'>;
