import { useFormContext, useWatch } from 'react-hook-form';
import { cx } from '../../ui/class-names.ts';
import { Field, inputStyle } from '../../ui/Field.tsx';
import type { PipelineForm } from './pipeline-form.ts';

/** Where a new pipeline begins to read; of others it only says so. */
export function StartFields({ isNew }: { readonly isNew: boolean }) {
  const { register, formState } = useFormContext<PipelineForm>();
  const isByTime = useWatch<PipelineForm, 'startPosition'>({ name: 'startPosition' }) === 'TIMESTAMP';
  return (
    <>
      <Field
        label="Starts at"
        hint={isNew ? 'Where to begin in the source topics.' : 'Decided when the pipeline was created.'}
      >
        {(control) => (
          <select
            {...control}
            {...register('startPosition')}
            disabled={!isNew}
            className={cx(inputStyle, 'select pr-8')}
          >
            <option value="LATEST">New events only</option>
            <option value="EARLIEST">The oldest event that is still kept</option>
            <option value="TIMESTAMP">The events of a time and later</option>
          </select>
        )}
      </Field>
      {isByTime && (
        <Field
          label="Events from"
          hint="Your local time. What came to the topic before it is left out."
          error={formState.errors.startAt?.message}
        >
          {(control) => (
            <input
              {...control}
              {...register('startAt')}
              type="datetime-local"
              disabled={!isNew}
              className={cx(inputStyle, 'max-w-64')}
            />
          )}
        </Field>
      )}
    </>
  );
}
