import { z } from '../../ui/form-schema.ts';
import type {
  CreatePipelineInput,
  SigmaLogSourceInput,
  PipelineRowFragment,
  UpdatePipelineInput,
} from '../../graphql/generated/graphql.ts';

/** Kafka's rule for topic names. */
const topicName = /^[a-zA-Z0-9._-]{1,249}$/;

export const pipelineForm = z
  .object({
    name: z
      .string()
      .trim()
      .min(1, 'Give the pipeline a name.')
      .max(120, 'A name has at most 120 characters.'),
    sourceTopics: z.array(z.string()).min(1, 'Choose at least one topic to read.'),
    destinationTopic: z
      .string()
      .trim()
      .min(1, { error: 'Name the topic to write to.', abort: true })
      .regex(topicName, 'A topic name has up to 249 letters, digits, dots, dashes and underscores.'),
    /** Partitions of a destination that does not exist yet. */
    newTopicPartitions: z
      .number('Enter a number.')
      .int()
      .min(1, 'At least one partition.')
      .max(1000, 'At most 1000 partitions.'),
    repositoryIds: z.array(z.string()).min(1, 'Choose at least one repository of rules.'),
    enabled: z.boolean(),
    writeUntagged: z.boolean(),
    startPosition: z.enum(['EARLIEST', 'LATEST', 'TIMESTAMP']),
    /** Local time as browsers write it, without a zone; counts with TIMESTAMP alone. */
    startAt: z.string(),
    product: z.string().trim(),
    category: z.string().trim(),
    service: z.string().trim(),
  })
  .refine((form) => form.startPosition !== 'TIMESTAMP' || !Number.isNaN(Date.parse(form.startAt)), {
    path: ['startAt'],
    message: 'Choose the time from which events count.',
  })
  .refine((form) => !form.sourceTopics.includes(form.destinationTopic), {
    path: ['destinationTopic'],
    message:
      'A pipeline cannot write to a topic that it reads: its output would come back as input, for ever.',
  });
export type PipelineForm = z.infer<typeof pipelineForm>;

export const emptyPipeline: PipelineForm = {
  name: '',
  sourceTopics: [],
  destinationTopic: '',
  newTopicPartitions: 3,
  repositoryIds: [],
  enabled: true,
  writeUntagged: false,
  startPosition: 'LATEST',
  startAt: '',
  product: '',
  category: '',
  service: '',
};

export function formOfPipeline(pipeline: PipelineRowFragment): PipelineForm {
  return {
    name: pipeline.name,
    sourceTopics: pipeline.sourceTopics,
    destinationTopic: pipeline.destinationTopic,
    newTopicPartitions: emptyPipeline.newTopicPartitions,
    repositoryIds: pipeline.repositories.map((repository) => repository.id),
    enabled: pipeline.enabled,
    writeUntagged: pipeline.writeUntagged,
    startPosition: pipeline.startPosition,
    startAt: localTime(pipeline.startAt),
    product: pipeline.sigmaLogSource?.product ?? '',
    category: pipeline.sigmaLogSource?.category ?? '',
    service: pipeline.sigmaLogSource?.service ?? '',
  };
}

/** As `datetime-local` takes it. */
function localTime(time: string | null | undefined): string {
  if (time === null || time === undefined) return '';
  const date = new Date(time);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Null where nothing is filled in: the log source is then read from each event. */
function logSourceOf({ product, category, service }: PipelineForm): SigmaLogSourceInput | null {
  if (product === '' && category === '' && service === '') return null;
  const orNull = (text: string) => (text === '' ? null : text);
  return { product: orNull(product), category: orNull(category), service: orNull(service) };
}

function sharedOf(form: PipelineForm) {
  const { name, sourceTopics, destinationTopic, repositoryIds, enabled, writeUntagged } = form;
  return {
    name,
    sourceTopics,
    destinationTopic,
    repositoryIds,
    enabled,
    writeUntagged,
    sigmaLogSource: logSourceOf(form),
  };
}

export function createInputOf(form: PipelineForm): CreatePipelineInput {
  const { startPosition, startAt } = form;
  const isByTime = startPosition === 'TIMESTAMP';
  return { ...sharedOf(form), startPosition, startAt: isByTime ? new Date(startAt).toISOString() : null };
}

export function updateInputOf(form: PipelineForm, id: string, version: number): UpdatePipelineInput {
  return { id, version, ...sharedOf(form) };
}
