import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { failureOf, type Failure } from '../../graphql/failure.ts';
import { ValidateRuleDocument, type DiagnosticFieldsFragment } from '../../graphql/generated/graphql.ts';

const typingPauseMs = 300;

export interface CheckResult {
  /** The text that was checked. While it differs from what is in the editor, a check is under way. */
  readonly text: string;
  readonly diagnostics: readonly DiagnosticFieldsFragment[];
  /** Why the text could not be checked; "no diagnostics" then means nothing. */
  readonly failure: Failure | null;
}

/** Checks a text a moment after the last key, with the same compiler as the workers. Null: not checked yet. */
export function useDiagnostics(text: string, isActive: boolean): CheckResult | null {
  const client = useApolloClient();
  const [result, setResult] = useState<CheckResult | null>(null);
  useEffect(() => {
    if (!isActive) return undefined;
    const abort = new AbortController();
    const check = async () => {
      try {
        const { data } = await client.query({
          query: ValidateRuleDocument,
          variables: { text },
          fetchPolicy: 'no-cache',
          context: { fetchOptions: { signal: abort.signal } },
        });
        if (!abort.signal.aborted) setResult({ text, diagnostics: data?.validateRule ?? [], failure: null });
      } catch (error) {
        if (!abort.signal.aborted) setResult({ text, diagnostics: [], failure: failureOf(error) });
      }
    };
    const timer = setTimeout(() => void check(), typingPauseMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [client, text, isActive]);
  return isActive ? result : null;
}
