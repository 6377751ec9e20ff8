import { Controller, useFormContext, useWatch } from 'react-hook-form';
import type { PipelineChoicesQuery } from '../../graphql/generated/graphql.ts';
import { CheckList } from '../../ui/CheckList.tsx';
import { Field, inputStyle } from '../../ui/Field.tsx';
import { countOf, formatNumber } from '../../ui/format.ts';
import { SwitchField } from '../../ui/SwitchField.tsx';
import type { PipelineForm } from './pipeline-form.ts';
import { StartFields } from './StartFields.tsx';

interface PipelineFieldsProps {
  readonly choices: PipelineChoicesQuery;
  readonly isNew: boolean;
}

function SourceTopics({ choices }: Pick<PipelineFieldsProps, 'choices'>) {
  const { formState, getValues } = useFormContext<PipelineForm>();
  const known = choices.topics.filter((topic) => !topic.internal);
  // A saved pipeline may read a topic that is gone; it must stay visible to be unchosen.
  const missing = (formState.defaultValues?.sourceTopics ?? getValues('sourceTopics')).filter(
    (name) => name !== undefined && !known.some((topic) => topic.name === name),
  );
  const options = [
    ...known.map(({ name, partitions, messageCount }) => ({
      value: name,
      label: name,
      note: `${formatNumber(messageCount)} messages, ${countOf(partitions.length, 'partition')}`,
    })),
    ...missing.flatMap((name) =>
      name === undefined ? [] : [{ value: name, label: name, note: 'does not exist' }],
    ),
  ];
  return (
    <Controller<PipelineForm, 'sourceTopics'>
      name="sourceTopics"
      render={({ field, fieldState }) => (
        <CheckList
          label="Reads from"
          options={options}
          values={field.value}
          onChange={field.onChange}
          error={fieldState.error?.message}
          emptyText="Kafka has no topics yet."
        />
      )}
    />
  );
}

function Destination({ choices }: Pick<PipelineFieldsProps, 'choices'>) {
  const { register, formState } = useFormContext<PipelineForm>();
  const name = useWatch<PipelineForm, 'destinationTopic'>({ name: 'destinationTopic' }).trim();
  const isNewTopic = name !== '' && !choices.topics.some((topic) => topic.name === name);
  return (
    <>
      <Field
        label="Writes to"
        error={formState.errors.destinationTopic?.message}
        hint="Choose a topic, or type the name of a new one."
      >
        {(control) => (
          <>
            <input
              {...control}
              {...register('destinationTopic')}
              list={`${control.id}-topics`}
              autoComplete="off"
              spellCheck={false}
              className={inputStyle}
            />
            <datalist id={`${control.id}-topics`}>
              {choices.topics
                .filter((topic) => !topic.internal)
                .map((topic) => (
                  <option key={topic.name} value={topic.name} />
                ))}
            </datalist>
          </>
        )}
      </Field>
      {isNewTopic && (
        <div className="rounded-md border border-line bg-raised p-3">
          <Field
            label={`Partitions of the new topic`}
            hint={`${name} does not exist yet. It is created when you save.`}
            error={formState.errors.newTopicPartitions?.message}
          >
            {(control) => (
              <input
                {...control}
                {...register('newTopicPartitions', { valueAsNumber: true })}
                type="number"
                min={1}
                max={1000}
                className={`${inputStyle} max-w-28`}
              />
            )}
          </Field>
        </div>
      )}
    </>
  );
}

const logSourceParts = ['product', 'category', 'service'] as const;

export function PipelineFields({ choices, isNew }: PipelineFieldsProps) {
  const { register, formState } = useFormContext<PipelineForm>();
  return (
    <>
      <Field label="Name" error={formState.errors.name?.message}>
        {(control) => (
          <input
            {...control}
            {...register('name')}
            autoFocus={isNew}
            autoComplete="off"
            className={inputStyle}
          />
        )}
      </Field>
      <SourceTopics choices={choices} />
      <Destination choices={choices} />
      <Controller<PipelineForm, 'repositoryIds'>
        name="repositoryIds"
        render={({ field, fieldState }) => (
          <CheckList
            label="Rules from"
            options={choices.repositories.map(({ id, name, ruleCount }) => ({
              value: id,
              label: name,
              note: countOf(ruleCount, 'rule'),
            }))}
            values={field.value}
            onChange={field.onChange}
            error={fieldState.error?.message}
            emptyText="There is no repository yet. Upload rules first."
          />
        )}
      />
      <Controller<PipelineForm, 'writeUntagged'>
        name="writeUntagged"
        render={({ field }) => (
          <SwitchField
            label="Write untagged events too"
            hint="On: every event is written. Off: only events that a rule matched."
            checked={field.value}
            onChange={field.onChange}
          />
        )}
      />
      <Controller<PipelineForm, 'enabled'>
        name="enabled"
        render={({ field }) => (
          <SwitchField
            label="Enabled"
            hint="A disabled pipeline keeps its place in the topics and goes on from there."
            checked={field.value}
            onChange={field.onChange}
          />
        )}
      />
      <StartFields isNew={isNew} />
      <fieldset>
        <legend className="text-[13px] font-medium">Log source</legend>
        <p className="mb-2 text-xs text-muted">
          Leave empty to read it from each event. Fill in where all events of the sources are of one kind.
        </p>
        <div className="grid grid-cols-1 gap-3 sm:grid-cols-3">
          {logSourceParts.map((part) => (
            <Field key={part} label={part.charAt(0).toUpperCase() + part.slice(1)}>
              {(control) => (
                <input
                  {...control}
                  {...register(part)}
                  autoComplete="off"
                  spellCheck={false}
                  className={inputStyle}
                />
              )}
            </Field>
          ))}
        </div>
      </fieldset>
    </>
  );
}
