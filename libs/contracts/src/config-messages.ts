import { z } from 'zod';
import { level } from './level.ts';

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
  /** Matches of a rule in `SHADOW` are counted, and nothing is written of them. */
  stage: z.enum(['SHADOW', 'LIVE']),
  /** Takes the place of the level that the text says. */
  level: level.exactOptional(),
});
export type RuleMessage = z.output<typeof ruleMessage>;

/** `repository/<id>`: a set of rules, by name; its rules name it. */
export const repositoryMessage = z.object({
  schemaVersion: z.number().int(),
  id: z.string(),
  name: z.string(),
});
export type RepositoryMessage = z.output<typeof repositoryMessage>;

/** `filter/<id>`: the detection of a Sigma rule; an event that it matches is not tried against rules. */
export const filterMessage = z.object({
  schemaVersion: z.number().int(),
  id: z.string(),
  name: z.string(),
  /** YAML with a `detection`, as a person wrote it. */
  text: z.string(),
});
export type FilterMessage = z.output<typeof filterMessage>;

/** `log-source/<id>`: what events go through before filters and rules see them. */
export const logSourceMessage = z.object({
  schemaVersion: z.number().int(),
  id: z.string(),
  name: z.string(),
  /** A parsing script; '' for none. */
  script: z.string(),
  /** The event's fields by the field of the rules that they count as. */
  mapping: z.record(z.string(), z.array(z.string())),
});
export type LogSourceMessage = z.output<typeof logSourceMessage>;

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
  /** Script and mapping that events go through first. */
  logSourceId: z.string().exactOptional(),
  /** An event that one of them matches is not tried against rules. */
  filterIds: z.array(z.string()).default([]),
  /** Rules of the repositories that don't count here. */
  disabledRuleIds: z.array(z.string()).default([]),
  /** Put at the root of each event that is written, where it has no such key of its own. */
  customFields: z.record(z.string(), z.json()).default({}),
  writeUntagged: z.boolean(),
  /** Events that a filter took out are written too. */
  writeFiltered: z.boolean().default(false),
  /** Events are written as the script left them, not as they came. */
  writeParsed: z.boolean().default(false),
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

const configKinds = ['pipeline', 'repository', 'rule', 'filter', 'log-source'] as const;
export type ConfigKind = (typeof configKinds)[number];

/** Key of an object on `sluice.config`. */
export function configKey(kind: ConfigKind, id: string): string {
  return `${kind}/${id}`;
}

/** The parts of a key; undefined for `revision` and for kinds that this version does not know. */
export function parseConfigKey(key: string): { kind: ConfigKind; id: string } | undefined {
  const slash = key.indexOf('/');
  const kind = configKinds.find((known) => known === key.slice(0, slash));
  return kind && { kind, id: key.slice(slash + 1) };
}
