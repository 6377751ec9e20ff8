import { ApolloLink, type ApolloClient } from '@apollo/client';
import type { GraphiQL } from 'graphiql';
import { parse, separateOperations, type DocumentNode } from 'graphql';
import type { ComponentProps } from 'react';
import { catchError, of } from 'rxjs';
import { failureOf } from '../../graphql/failure.ts';

type Fetcher = ComponentProps<typeof GraphiQL>['fetcher'];

/** The operation that was chosen, where a text has several. */
function chosen(query: string, operationName: string | null | undefined): DocumentNode {
  const document = parse(query);
  return separateOperations(document)[operationName ?? ''] ?? document;
}

/** Asks as the pages do: with the session, which is refreshed on the way, and subscriptions over the same socket. */
export function createFetcher(client: ApolloClient): Fetcher {
  return ({ query, operationName, variables }) => {
    const request = {
      query: chosen(query, operationName),
      variables: (variables ?? {}) as Record<string, unknown>,
    };
    // An observable is what GraphiQL knows, too; the two name its results differently.
    return ApolloLink.execute(client.link, request, { client }).pipe(
      // What is no answer of GraphQL is told as on the other pages.
      catchError((error: unknown) => of({ errors: [{ message: failureOf(error).message }] })),
    ) as ReturnType<Fetcher>;
  };
}
