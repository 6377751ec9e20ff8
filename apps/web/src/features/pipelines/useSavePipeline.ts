import { useMutation } from '@apollo/client/react';
import {
  CreatePipelineDocument,
  CreateTopicDocument,
  PipelineChoicesDocument,
  PipelinesDocument,
  UpdatePipelineDocument,
} from '../../graphql/generated/graphql.ts';
import { createInputOf, updateInputOf, type PipelineForm } from './pipeline-form.ts';

interface SaveRequest {
  readonly form: PipelineForm;
  /** Null for a new pipeline. */
  readonly saved: { readonly id: string; readonly version: number } | null;
  readonly needsTopic: boolean;
}

/** Creates the destination where it is missing, then saves. Resolves with the published revision; rejects with Apollo's error. */
export function useSavePipeline(): (request: SaveRequest) => Promise<number | null> {
  const [createTopic] = useMutation(CreateTopicDocument, {
    refetchQueries: [PipelineChoicesDocument],
    awaitRefetchQueries: true,
  });
  const [create] = useMutation(CreatePipelineDocument, { refetchQueries: [PipelinesDocument] });
  const [update] = useMutation(UpdatePipelineDocument, { refetchQueries: [PipelinesDocument] });
  return async ({ form, saved, needsTopic }) => {
    if (needsTopic) {
      await createTopic({
        variables: { input: { name: form.destinationTopic, partitions: form.newTopicPartitions } },
      });
    }
    if (saved === null) {
      const { data } = await create({ variables: { input: createInputOf(form) } });
      return data?.createPipeline.revision ?? null;
    }
    const { data } = await update({ variables: { input: updateInputOf(form, saved.id, saved.version) } });
    return data?.updatePipeline.revision ?? null;
  };
}
