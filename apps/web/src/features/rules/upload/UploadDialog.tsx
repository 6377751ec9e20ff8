import { LoaderCircle } from 'lucide-react';
import { useState } from 'react';
import type { RepositoriesQuery } from '../../../graphql/generated/graphql.ts';
import { Button } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/class-names.ts';
import { Field, inputStyle } from '../../../ui/Field.tsx';
import { countOf } from '../../../ui/format.ts';
import { Overlay } from '../../../ui/Overlay.tsx';
import { ErrorState } from '../../../ui/states.tsx';
import { RevisionProgress } from '../RevisionProgress.tsx';
import { FilePicker } from './FilePicker.tsx';
import { planUpload } from './upload-plan.ts';
import { UploadReport } from './UploadReport.tsx';
import { useUpload } from './useUpload.ts';

interface UploadDialogProps {
  readonly repositories: RepositoriesQuery['repositories'];
  readonly onClose: () => void;
}

const newRepository = '';

function RepositoryChoice(props: {
  readonly repositories: RepositoriesQuery['repositories'];
  readonly id: string;
  readonly name: string;
  readonly onId: (id: string) => void;
  readonly onName: (name: string) => void;
}) {
  const { repositories, id, name, onId, onName } = props;
  return (
    <>
      <Field label="Into repository">
        {(control) => (
          <select
            {...control}
            value={id}
            onChange={(event) => {
              onId(event.target.value);
            }}
            className={cx(inputStyle, 'select pr-8')}
          >
            {repositories.map((repository) => (
              <option key={repository.id} value={repository.id}>
                {repository.name} ({countOf(repository.ruleCount, 'rule')})
              </option>
            ))}
            <option value={newRepository}>A new repository</option>
          </select>
        )}
      </Field>
      {id === newRepository && (
        <Field label="Name of the new repository">
          {(control) => (
            <input
              {...control}
              value={name}
              onChange={(event) => {
                onName(event.target.value);
              }}
              className={inputStyle}
            />
          )}
        </Field>
      )}
    </>
  );
}

export function UploadDialog({ repositories, onClose }: UploadDialogProps) {
  const { state, start, reset } = useUpload();
  const [files, setFiles] = useState<readonly File[]>([]);
  /** Null until someone chooses: then it is the first repository, which may still be on its way. */
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [name, setName] = useState('');
  const repositoryId = chosenId ?? repositories[0]?.id ?? newRepository;
  const plan = planUpload(files, (file) => file.name);
  const hasTarget = repositoryId !== newRepository || name.trim() !== '';
  const canStart = hasTarget && plan.rules.length + plan.archives.length > 0;
  const send = () =>
    void start(files, repositoryId === newRepository ? { newRepositoryName: name.trim() } : { repositoryId });
  const report = state.step === 'done' ? state.summary : state.step === 'failed' ? state.partial : null;
  return (
    <Overlay
      placement="centre"
      width={report === null ? 'max-w-lg' : 'max-w-3xl'}
      title="Upload rules"
      description="Every file is checked. What is not a valid Sigma rule is refused, with the place and the reason; the rest is loaded."
      onClose={onClose}
    >
      {state.step === 'failed' && (
        <ErrorState
          title={report === null ? 'The upload failed' : 'The upload stopped part of the way'}
          failure={state.failure}
          onRetry={send}
        />
      )}
      {report !== null && <UploadReport summary={report} />}
      {state.step === 'sending' && (
        <div role="status" className="flex flex-col items-center gap-3 px-6 py-12 text-[13px]">
          <LoaderCircle aria-hidden className="size-6 animate-spin text-accent" />
          {state.total > 1
            ? `Sending part ${String(state.done + 1)} of ${String(state.total)}`
            : 'Sending and checking'}
          <progress
            value={state.done}
            max={state.total}
            aria-label="Upload"
            className="h-1.5 w-56 accent-(--accent-strong)"
          />
        </div>
      )}
      {state.step === 'choosing' && (
        <div className="flex flex-col gap-4 overflow-y-auto p-5">
          <FilePicker files={files} onPick={setFiles} />
          <RepositoryChoice
            repositories={repositories}
            id={repositoryId}
            name={name}
            onId={setChosenId}
            onName={setName}
          />
        </div>
      )}
      <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-5 py-3">
        {state.step === 'done' && (
          <div className="mr-auto">
            <RevisionProgress revision={state.summary.revision} savedAt={state.finishedAt} />
          </div>
        )}
        {state.step === 'choosing' && (
          <Button tone="primary" disabled={!canStart} onClick={send}>
            Upload
          </Button>
        )}
        {(state.step === 'done' || state.step === 'failed') && (
          <>
            <Button
              onClick={() => {
                setFiles([]);
                reset();
              }}
            >
              Upload more
            </Button>
            <Button tone="primary" onClick={onClose}>
              Done
            </Button>
          </>
        )}
      </footer>
    </Overlay>
  );
}
