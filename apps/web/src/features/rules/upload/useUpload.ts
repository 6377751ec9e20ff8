import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { failureOf, type Failure } from '../../../graphql/failure.ts';
import {
  CreateRepositoryDocument,
  RepositoriesDocument,
  RulesDocument,
  UploadRulesDocument,
  type UploadRulesInput,
  type UploadRulesMutation,
} from '../../../graphql/generated/graphql.ts';
import { pathOf, readBase64 } from './read-files.ts';
import { chunk, filesPerRequest, planUpload, summarize, type UploadSummary } from './upload-plan.ts';

export type UploadState =
  | { readonly step: 'choosing' }
  | { readonly step: 'sending'; readonly done: number; readonly total: number }
  /** `partial`: what had gone through before it failed; null where nothing had. */
  | { readonly step: 'failed'; readonly failure: Failure; readonly partial: UploadSummary | null }
  | { readonly step: 'done'; readonly summary: UploadSummary; readonly finishedAt: number };

export type UploadTarget = { readonly repositoryId: string } | { readonly newRepositoryName: string };

/** Requests of an upload in order, each built only when it is its turn, so that one at a time is in memory. */
function requestsOf(
  files: readonly File[],
  repositoryId: string,
): readonly (() => Promise<UploadRulesInput>)[] {
  const plan = planUpload(files, (file) => file.name);
  return [
    ...chunk(plan.rules, filesPerRequest).map((part) => async () => ({
      repositoryId,
      files: await Promise.all(part.map(async (file) => ({ path: pathOf(file), text: await file.text() }))),
    })),
    ...plan.archives.map((file) => async () => ({
      repositoryId,
      archive: { name: file.name, contentBase64: await readBase64(file) },
    })),
  ];
}

export function useUpload() {
  const client = useApolloClient();
  const [state, setState] = useState<UploadState>({ step: 'choosing' });

  const repositoryFor = async (target: UploadTarget): Promise<string> => {
    if ('repositoryId' in target) return target.repositoryId;
    const { data } = await client.mutate({
      mutation: CreateRepositoryDocument,
      variables: { input: { name: target.newRepositoryName } },
    });
    if (data === undefined) throw new Error('The answer to createRepository has no data.');
    return data.createRepository.repository.id;
  };

  const start = async (files: readonly File[], target: UploadTarget): Promise<void> => {
    const payloads: UploadRulesMutation['uploadRules'][] = [];
    try {
      setState({ step: 'sending', done: 0, total: 1 });
      const requests = requestsOf(files, await repositoryFor(target));
      for (const [done, build] of requests.entries()) {
        setState({ step: 'sending', done, total: requests.length });
        const { data } = await client.mutate({
          mutation: UploadRulesDocument,
          variables: { input: await build() },
        });
        if (data !== undefined) payloads.push(data.uploadRules);
      }
      setState({ step: 'done', summary: summarize(payloads), finishedAt: Date.now() });
    } catch (error) {
      setState({
        step: 'failed',
        failure: failureOf(error),
        partial: payloads.length === 0 ? null : summarize(payloads),
      });
    }
    // The report is shown whether or not the list behind it refreshes; the list shows its own error.
    void client.refetchQueries({ include: [RulesDocument, RepositoriesDocument] });
  };
  return {
    state,
    start,
    reset: () => {
      setState({ step: 'choosing' });
    },
  };
}
