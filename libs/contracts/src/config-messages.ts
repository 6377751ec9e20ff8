import { z } from 'zod';

/** The newest version of the messages on `sluice.config` that this code reads and writes. */
export const CONFIG_SCHEMA_VERSION = 1;

const logSource = z.object({
  product: z.string().exactOptional(),
  category: z.string().exactOptional(),
  service: z.string().exactOptional(),
});

/** `rule/<id>`: one rule, whole. Stored once, however many pipelines use its repository. */
export const ruleMessage = z.object({
  schemaVersion: z.number().int(),
  id: z.string(),
  repositoryId: z.string(),
  /** Sigma YAML as a person wrote it. */
  text: z.string(),
  stage: z.enum(['SHADOW', 'LIVE']),
});
export type RuleMessage = z.output<typeof ruleMessage>;

/** `repository/<id>`: a set of rules, by name; its rules name it. */
export const repositoryMessage = z.object({
  schemaVersion: z.number().int(),
  id: z.string(),
  name: z.string(),
});
export type RepositoryMessage = z.output<typeof repositoryMessage>;

/**
 * `pipeline/<id>`: what a worker needs to run one pipeline. `startOffsets` says, for each source partition that
 * existed when the topic was added, the first offset that counts; partitions that came later count from their
 * beginning. Offsets are decimal strings, as Kafka's are 64 bits wide.
 */
export const pipelineMessage = z.object({
  schemaVersion: z.number().int(),
  id: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  sourceTopics: z.array(z.string()).min(1),
  destinationTopic: z.string(),
  repositoryIds: z.array(z.string()),
  logSource: logSource.exactOptional(),
  writeUntagged: z.boolean(),
  startOffsets: z.record(z.string(), z.record(z.string(), z.string())),
});
export type PipelineMessage = z.output<typeof pipelineMessage>;

/** `revision`: closes a revision; all records of it stand before this one, in the same Kafka transaction. */
export const revisionMessage = z.object({
  schemaVersion: z.number().int(),
  revision: z.number().int().nonnegative(),
  at: z.iso.datetime(),
});
export type RevisionMessage = z.output<typeof revisionMessage>;

export const REVISION_KEY = 'revision';

export type ConfigKind = 'pipeline' | 'repository' | 'rule';

/** Key of an object on `sluice.config`. */
export function configKey(kind: ConfigKind, id: string): string {
  return `${kind}/${id}`;
}

/** The parts of a key; undefined for `revision` and for kinds that this version does not know. */
export function parseConfigKey(key: string): { kind: ConfigKind; id: string } | undefined {
  const slash = key.indexOf('/');
  const kind = key.slice(0, slash);
  if (kind !== 'pipeline' && kind !== 'repository' && kind !== 'rule') return undefined;
  return { kind, id: key.slice(slash + 1) };
}
