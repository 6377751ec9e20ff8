import { ArgsType, Field, registerEnumType } from 'type-graphql';
import type { ListQuery } from '../database/list-rows.ts';
import { PageInput } from './page-input.type.ts';

export enum ListSort {
  NAME = 'NAME',
  CREATED_AT = 'CREATED_AT',
  UPDATED_AT = 'UPDATED_AT',
}
registerEnumType(ListSort, {
  name: 'ListSort',
  description: 'The order of a list. What is alike in it follows by name.',
  valuesConfig: {
    NAME: { description: 'By name.' },
    CREATED_AT: { description: 'What was created last comes first.' },
    UPDATED_AT: { description: 'What was changed last comes first.' },
  },
});

export enum AccountSort {
  NAME = 'NAME',
  CREATED_AT = 'CREATED_AT',
  LAST_USED = 'LAST_USED',
}
registerEnumType(AccountSort, {
  name: 'AccountSort',
  description: 'The order of users or API tokens. What is alike in it follows by name.',
  valuesConfig: {
    NAME: { description: 'API tokens by name, users by e-mail.' },
    CREATED_AT: { description: 'What was created last comes first.' },
    LAST_USED: {
      description: 'Who logged in, or what was used, last comes first; what never was comes last.',
    },
  },
});

/** What the rows of a list are counted with. */
@ArgsType()
export class SearchArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'Words, or parts of them, all of which the name has, of a user also the e-mail; case does not matter. At most 200 characters.',
  })
  search?: string | null;
}

@ArgsType()
class PagedArgs extends SearchArgs {
  @Field(() => PageInput, { nullable: true, description: 'All of them where it is left out.' })
  page?: PageInput | null;
}

/** What lists of configuration are asked with. */
@ArgsType()
export class ListArgs extends PagedArgs {
  @Field(() => ListSort, { defaultValue: ListSort.NAME, description: 'Which come first.' })
  sort!: ListSort;
}

/** What lists of users and API tokens are asked with. */
@ArgsType()
export class AccountListArgs extends PagedArgs {
  @Field(() => AccountSort, { defaultValue: AccountSort.NAME, description: 'Which come first.' })
  sort!: AccountSort;
}

export function toListQuery<Sort extends string>({
  search,
  sort,
  page,
}: PagedArgs & { readonly sort: Sort }): ListQuery<Sort> {
  return { search: search ?? undefined, sort, page: page ?? undefined };
}
