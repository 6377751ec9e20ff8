import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { flushSync } from 'react-dom';
import { toast } from 'sonner';
import { failureOf, type Failure } from '../../graphql/failure.ts';
import type { PipelineChoicesQuery, PipelineRowFragment } from '../../graphql/generated/graphql.ts';
import { Button } from '../../ui/Button.tsx';
import { ConflictNotice } from '../../ui/ConflictNotice.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { UnsavedGuard } from '../../ui/UnsavedGuard.tsx';
import { emptyPipeline, formOfPipeline, pipelineForm, type PipelineForm } from './pipeline-form.ts';
import { PipelineFields } from './PipelineFields.tsx';
import { useSavePipeline } from './useSavePipeline.ts';

interface PipelineFormViewProps {
  readonly choices: PipelineChoicesQuery;
  /** Null for a new one. */
  readonly pipeline: PipelineRowFragment | null;
  readonly reload: () => Promise<PipelineRowFragment | null>;
  readonly onClose: () => void;
}

export function PipelineFormView({ choices, pipeline, reload, onClose }: PipelineFormViewProps) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  const [isReloading, setIsReloading] = useState(false);
  /** The version that the next save replaces. */
  const [version, setVersion] = useState(pipeline?.version ?? 0);
  const save = useSavePipeline();
  const form = useForm<PipelineForm>({
    resolver: zodResolver(pipelineForm),
    defaultValues: pipeline === null ? emptyPipeline : formOfPipeline(pipeline),
  });
  const { isDirty, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      const revision = await save({
        form: values,
        saved: pipeline === null ? null : { id: pipeline.id, version },
        needsTopic: !choices.topics.some((topic) => topic.name === values.destinationTopic),
      });
      toast.success(pipeline === null ? `Created ${values.name}` : `Saved ${values.name}`, {
        description:
          revision === null
            ? undefined
            : `Published as revision ${String(revision)}. Workers take it over without a restart.`,
      });
      // The guard must know before the navigation starts.
      flushSync(() => {
        setIsSaved(true);
      });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    }
  });
  const resolveConflict = async (keepMine: boolean) => {
    setIsReloading(true);
    try {
      const theirs = await reload();
      if (theirs === null) return;
      setVersion(theirs.version);
      if (!keepMine) form.reset(formOfPipeline(theirs));
      setFailure(null);
      if (keepMine) await submit();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setIsReloading(false);
    }
  };
  return (
    <FormProvider {...form}>
      <UnsavedGuard isDirty={isDirty && !isSaved} />
      <form onSubmit={(event) => void submit(event)} noValidate className="flex min-h-0 flex-1 flex-col">
        <div className="flex flex-1 flex-col gap-5 overflow-y-auto p-5">
          <PipelineFields choices={choices} isNew={pipeline === null} />
        </div>
        <footer className="flex flex-col gap-3 border-t border-line px-5 py-3">
          {failure?.code === 'CONFLICT' && pipeline !== null ? (
            <ConflictNotice
              message={failure.message}
              busy={isReloading}
              onTakeTheirs={() => void resolveConflict(false)}
              onKeepMine={() => void resolveConflict(true)}
            />
          ) : (
            failure !== null && <ErrorState title="Not saved" failure={failure} className="m-0" />
          )}
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" tone="primary" busy={isSubmitting}>
              {pipeline === null ? 'Create pipeline' : 'Save'}
            </Button>
          </div>
        </footer>
      </form>
    </FormProvider>
  );
}
