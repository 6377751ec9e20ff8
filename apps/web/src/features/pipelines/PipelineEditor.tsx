import { useQuery } from '@apollo/client/react';
import { useNavigate, useParams } from 'react-router';
import { failureOf } from '../../graphql/failure.ts';
import { PipelineChoicesDocument, PipelineForEditDocument } from '../../graphql/generated/graphql.ts';
import { Overlay } from '../../ui/Overlay.tsx';
import { ErrorState, LoadingRows } from '../../ui/states.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { PipelineFormView } from './PipelineFormView.tsx';

/** `/pipelines/new` and `/pipelines/:id/edit`, over the list. */
export function PipelineEditor() {
  const { id } = useParams();
  const isNew = id === undefined;
  useTitle(isNew ? 'New pipeline' : 'Edit pipeline');
  const navigate = useNavigate();
  const close = () => void navigate('/pipelines');
  const choices = useQuery(PipelineChoicesDocument, { fetchPolicy: 'network-only' });
  const saved = useQuery(PipelineForEditDocument, {
    variables: { id: id ?? '' },
    skip: isNew,
    fetchPolicy: 'network-only',
  });
  const error = choices.error ?? saved.error;
  const pipeline = isNew ? null : saved.data?.pipeline;
  const retry = () => {
    void choices.refetch();
    if (!isNew) void saved.refetch();
  };
  return (
    <Overlay
      placement="side"
      title={isNew ? 'New pipeline' : (pipeline?.name ?? 'Edit pipeline')}
      description="Reads topics, matches rules, writes tagged events."
      onClose={close}
    >
      {choices.data !== undefined && pipeline !== undefined ? (
        <PipelineFormView
          choices={choices.data}
          pipeline={pipeline}
          onClose={close}
          reload={async () => (await saved.refetch()).data?.pipeline ?? null}
        />
      ) : error !== undefined ? (
        <ErrorState title="The form could not be loaded" failure={failureOf(error)} onRetry={retry} />
      ) : (
        <LoadingRows label="Loading the form" />
      )}
    </Overlay>
  );
}
