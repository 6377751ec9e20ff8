import { useMutation } from '@apollo/client/react';
import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { toast } from 'sonner';
import { failureOf } from '../../graphql/failure.ts';
import {
  DeletePipelineDocument,
  DisablePipelineDocument,
  EnablePipelineDocument,
  PipelinesDocument,
} from '../../graphql/generated/graphql.ts';
import { buttonStyle } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { Toggle } from '../../ui/SwitchField.tsx';
import type { PipelineRow } from './pipeline-columns.ts';

/** Switch and menu of one row. Only what is being changed is locked. */
export function PipelineActions({ pipeline }: { readonly pipeline: PipelineRow }) {
  const { id, name, enabled } = pipeline;
  const navigate = useNavigate();
  const [isAsking, setIsAsking] = useState(false);
  const [enable, enabling] = useMutation(EnablePipelineDocument);
  const [disable, disabling] = useMutation(DisablePipelineDocument);
  const [remove, removing] = useMutation(DeletePipelineDocument, {
    refetchQueries: [PipelinesDocument],
    awaitRefetchQueries: true,
  });

  const attempt = async (what: string, action: () => Promise<unknown>) => {
    try {
      await action();
      toast.success(`${what} ${name}`);
    } catch (error) {
      const { message, requestId } = failureOf(error);
      toast.error(`${name} is unchanged`, {
        description: requestId === null ? message : `${message} Request ${requestId}`,
      });
    }
  };
  const toggle = (next: boolean) =>
    next
      ? attempt('Enabled', () => enable({ variables: { id } }))
      : attempt('Disabled', () => disable({ variables: { id } }));
  return (
    <div className="flex items-center justify-end gap-2">
      <Toggle
        aria-label={`${name} enabled`}
        checked={enabled}
        disabled={enabling.loading || disabling.loading}
        onChange={(next) => void toggle(next)}
      />
      <Menu
        trigger={
          <button
            type="button"
            aria-label={`Actions for ${name}`}
            className={buttonStyle({ tone: 'ghost', size: 'icon' })}
          >
            <Ellipsis aria-hidden />
          </button>
        }
      >
        <MenuItem onSelect={() => void navigate(`/pipelines/${id}/edit`)}>
          <Pencil aria-hidden /> Edit
        </MenuItem>
        <MenuItem
          isDangerous
          onSelect={() => {
            setIsAsking(true);
          }}
        >
          <Trash2 aria-hidden /> Delete
        </MenuItem>
      </Menu>
      {isAsking && (
        <ConfirmDialog
          title={`Delete ${name}?`}
          confirmLabel="Delete pipeline"
          busy={removing.loading}
          onCancel={() => {
            setIsAsking(false);
          }}
          onConfirm={() =>
            void attempt('Deleted', () => remove({ variables: { id } })).then(() => {
              setIsAsking(false);
            })
          }
        >
          Its sources are read no more. The topics, the events already written to {pipeline.destinationTopic},
          and the rules stay.
        </ConfirmDialog>
      )}
    </div>
  );
}
