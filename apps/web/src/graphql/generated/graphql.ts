/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** The old password proves that it is you. */
export type ChangePasswordInput = {
  /** BAD_USER_INPUT where it is wrong; failures count as those of a login. */
  currentPassword: string;
  /** 12 to 128 characters of any kind; none of those that are guessed first or that the installation knows from breaches, and not the e-mail address. */
  newPassword: string;
};

/** A pipeline, with topics that Kafka has already. */
export type CreatePipelineInput = {
  /** Put at the root of each event that is written; at most 100 fields, 16 KiB of JSON in all. */
  customFields?: unknown;
  /** BAD_USER_INPUT where it leads back to a source, also through other pipelines. */
  destinationTopic: string;
  /** Rules of the repositories that don't count in this pipeline; NOT_FOUND where one is not there. */
  disabledRuleIds?: Array<string>;
  /** false: it is kept, and no worker takes it up. */
  enabled?: boolean;
  /** An event that one of these filters matches is not tried against rules. */
  filterIds?: Array<string>;
  /** Whose script and mapping events go through first; without it they stay as they come. */
  logSourceId?: string | null | undefined;
  /** 1 to 100 characters; unique. */
  name: string;
  /** Whose rules are matched; NOT_FOUND where one is not there. */
  repositoryIds: Array<string>;
  /** Where all events have one log source; without it, it is read from each event. */
  sigmaLogSource?: SigmaLogSourceInput | null | undefined;
  /** 1 to 100, each once; those of Sluice and Kafka are refused. */
  sourceTopics: Array<string>;
  /** For TIMESTAMP: events count that came to their topic at this time or later. */
  startAt?: string | null | undefined;
  /** Cannot be changed later. */
  startPosition?: StartPosition;
  /** true: events that a filter took out are written to the destination too. */
  writeFiltered?: boolean;
  /** true: events are written as the parsing script left them. */
  writeParsed?: boolean;
  /** true: events without a match are written to the destination too. */
  writeUntagged?: boolean;
};

/** A LOCAL repository. */
export type CreateRepositoryInput = {
  /** For people. */
  description?: string;
  /** 1 to 100 characters; unique. */
  name: string;
};

/** Names that begin as Sluice's own or with `__` are refused. */
export type CreateTopicInput = {
  /** Letters, digits, ".", "_" and "-"; at most 249. */
  name: string;
  /** 1 to 1000. */
  partitions?: number;
  /** How long messages are kept; as the broker does where absent. */
  retentionHours?: number | null | undefined;
};

/** An ERROR refuses the text. */
export type DiagnosticSeverity =
  /** The text is refused. */
  | 'ERROR'
  /** The text is taken; nothing needs to be done. */
  | 'INFO'
  /** The text is taken, and somebody should look at it. */
  | 'WARNING';

/** For people; scripts better use an API token. */
export type LoginInput = {
  /** In upper or lower case. */
  email: string;
  /** After 10 failures in a row for a user, or 50 from an address, RATE_LIMITED says how long to wait. */
  password: string;
};

/** Which part of a list; BAD_USER_INPUT where it is out of bounds. */
export type PageInput = {
  /** 1 to 200. */
  limit?: number;
  /** How many of the first ones are passed over; 0 or more. */
  offset?: number;
};

/** Worst first. FAILED: a worker cannot run it, or its destination refuses. LAGGING: it is behind. WAITING: no worker has it yet. */
export type PipelineStatus =
  /** Somebody switched it off. */
  | 'DISABLED'
  /** A worker cannot run it, or its destination refuses; `statusReason` says why. */
  | 'FAILED'
  /** More than 1,000 events wait, and more than 10 seconds of its pace. */
  | 'LAGGING'
  /** Events are matched as they come. */
  | 'RUNNING'
  /** It is enabled, and no live worker has it yet. */
  | 'WAITING';

/** Where the rules come from. LOCAL: they are edited here. GIT: they are synced from a git host. SOC_PRIME: from a repository of SOC Prime's platform. */
export type RepositoryType =
  /** Rules are synced from a git host. */
  | 'GIT'
  /** Rules are written and uploaded here. */
  | 'LOCAL'
  /** Rules are synced from a repository of SOC Prime's platform. */
  | 'SOC_PRIME';

/** What a user may do; each role may do what those after it may. */
export type Role =
  /** Also manages users, settings and the key of SOC Prime, and reads the audit log. */
  | 'ADMIN'
  /** Reads all that is not kept for those before; manages their own sessions and API tokens. */
  | 'ANALYST'
  /** Also changes what is detected: rules, repositories, pipelines, topics; sees health. */
  | 'ENGINEER'
  /** As ANALYST so far. */
  | 'VIEWER';

/** An archive of rule files; of other files in it nothing is read. */
export type RuleArchiveInput = {
  /** At most 256 MiB unpacked, 1 MiB a file, 100,000 entries. */
  contentBase64: string;
  /** Only files below these folders. Absent: SigmaHQ's rule folders where the archive has them, else all. */
  folders?: Array<string> | null | undefined;
  /** Ends in .zip, .tar.gz or .tgz. */
  name: string;
  /** Of an encrypted .zip archive, by AES or ZipCrypto. Not kept. */
  password?: string | null | undefined;
};

/** One file with one rule. */
export type RuleFileInput = {
  /** Relative, without `..`, at most 1,000 characters; kept with the rule. */
  path: string;
  /** Sigma YAML. */
  text: string;
};

/** What became of a file. REMOVED: it is gone, and its rule with it. KEPT: upstream has another text, or none any more, and the rule, which is overridden or pinned, keeps its own. Syncs alone do these two. */
export type RuleFileOutcome =
  /** Its Sigma id was new to the repository. */
  | 'ADDED'
  /** The rule of its Sigma id has its text now. */
  | 'CHANGED'
  /** The rule is overridden or pinned, and keeps its own text. */
  | 'KEPT'
  /** It is no valid rule; `diagnostics` say why, and what it held before stays. */
  | 'REFUSED'
  /** Upstream has it no more, and its rule is gone. */
  | 'REMOVED'
  /** The rule has this text already. */
  | 'UNCHANGED';

/** All that is given must hold; of several values any one will do, at most 100 each. An empty text stands for rules without the value. */
export type RuleFilter = {
  /** Of the log source, for example `process_creation`. */
  categories?: Array<string> | null | undefined;
  /** Whatever the stage: a DRAFT can be enabled, and workers do not have it. */
  enabled?: boolean | null | undefined;
  /** Whether any of its stored tests fails. */
  failingTests?: boolean | null | undefined;
  /** Matches in 24 hours, in the stage LIVE. */
  hits?: Array<RuleHits> | null | undefined;
  /** The level in force: an override in place of the one in the text. */
  levels?: Array<RuleLevel> | null | undefined;
  /** true: no match within 13 months, in the stage SHADOW neither. false: at least one. */
  neverMatched?: boolean | null | undefined;
  /** Of the log source, for example `windows`. */
  products?: Array<string> | null | undefined;
  /** Rules of any of these; unknown ids find nothing. */
  repositoryIds?: Array<string> | null | undefined;
  /** Words of the text, so of title, description, tags, author and id too, and of the path. All of them, in any order; of three characters and more the beginning of a word will do. */
  search?: string | null | undefined;
  /** Of the log source, for example `sysmon`. */
  services?: Array<string> | null | undefined;
  /** Enabled or not; `enabled` asks for that. */
  stages?: Array<RuleStage> | null | undefined;
  /** For example `stable`. */
  statuses?: Array<string> | null | undefined;
  /** For example `credential-access`. */
  tactics?: Array<string> | null | undefined;
  /** For example `T1059.001`. */
  techniques?: Array<string> | null | undefined;
};

/** How many matches a rule had in 24 hours; the hour in which they begin counts whole. */
export type RuleHits =
  /** 100 to 999. */
  | 'HUNDREDS'
  /** None. */
  | 'NONE'
  /** 1 to 9. */
  | 'ONES'
  /** 10 to 99. */
  | 'TENS'
  /** 1,000 and more. */
  | 'THOUSANDS';

/** Sigma's levels, least first. */
export type RuleLevel =
  /** Points to an incident: to be looked at once it comes. */
  | 'CRITICAL'
  /** To be looked at soon. */
  | 'HIGH'
  /** To enrich events; nobody should be alerted by it. */
  | 'INFORMATIONAL'
  /** Notable, seldom an incident by itself. */
  | 'LOW'
  /** To be looked at now and then. */
  | 'MEDIUM';

/** LEVEL: highest first. UPDATED_AT, LAST_MATCHED: newest first. HITS, TRIES: most matches or evaluations in 24 hours first. */
export type RuleSort =
  /** Most matches in the last 24 hours first. */
  | 'HITS'
  /** The newest match first; rules that never matched come last. */
  | 'LAST_MATCHED'
  /** Highest first, by the level in force. */
  | 'LEVEL'
  /** From A to Z. */
  | 'TITLE'
  /** What cost most comes first: most evaluations in the last 24 hours, matched or not. */
  | 'TRIES'
  /** What was changed last comes first. */
  | 'UPDATED_AT';

/** DRAFT: workers don't have the rule. SHADOW: its matches are counted, and nothing is written of them. LIVE: it tags events. */
export type RuleStage =
  /** Workers do not have the rule. */
  | 'DRAFT'
  /** The rule tags events. */
  | 'LIVE'
  /** Matches are counted, and nothing is written of them. */
  | 'SHADOW';

/** At least one part is given. */
export type SigmaLogSourceInput = {
  /** For example `process_creation`. */
  category?: string | null | undefined;
  /** For example `windows`. */
  product?: string | null | undefined;
  /** For example `sysmon`. */
  service?: string | null | undefined;
};

/** Where a pipeline begins in a topic that it has not read before. LATEST: with what comes from now on. */
export type StartPosition =
  /** At the oldest event that Kafka still has. */
  | 'EARLIEST'
  /** Behind the newest event, when the pipeline is created or given the topic. */
  | 'LATEST'
  /** At the first event that came to its topic at `startAt` or later. */
  | 'TIMESTAMP';

/** What is left out stays as it is. */
export type UpdatePipelineInput = {
  /** All of them as they are to be. */
  customFields?: unknown;
  /** A topic that Kafka has and that leads back to no source. */
  destinationTopic?: string | null | undefined;
  /** All of them as they are to be. */
  disabledRuleIds?: Array<string> | null | undefined;
  /** false: workers finish what they read, and the position is kept. */
  enabled?: boolean | null | undefined;
  /** All of them as they are to be. */
  filterIds?: Array<string> | null | undefined;
  /** Of the pipeline. */
  id: string;
  /** null: none. */
  logSourceId?: string | null | undefined;
  /** 1 to 100 characters; unique. */
  name?: string | null | undefined;
  /** All of them as they are to be. */
  repositoryIds?: Array<string> | null | undefined;
  /** null: it is read from each event. */
  sigmaLogSource?: SigmaLogSourceInput | null | undefined;
  /** All of them as they are to be; a new one is read from the start position on. */
  sourceTopics?: Array<string> | null | undefined;
  /** The version that was edited: CONFLICT where it is no longer the newest. */
  version: number;
  /** Whether events that a filter took out are written too. */
  writeFiltered?: boolean | null | undefined;
  /** Whether events are written as the parsing script left them. */
  writeParsed?: boolean | null | undefined;
  /** Whether events without a match are written too. */
  writeUntagged?: boolean | null | undefined;
};

/** What is left out stays as it is. */
export type UpdateRuleInput = {
  /** Takes a text that stored tests of the rule fail with; otherwise it is refused. */
  allowFailingTests?: boolean;
  /** false takes the rule from the workers of all pipelines; for one alone see `disabledRuleIds`. */
  enabled?: boolean | null | undefined;
  /** Of the rule. */
  id: string;
  /** null: as the text says. */
  levelOverride?: RuleLevel | null | undefined;
  /** DRAFT takes the rule from the workers; SHADOW lets them only count its matches. */
  stage?: RuleStage | null | undefined;
  /** Sigma YAML, at most 1,048,576 characters; of a synced rule with the same `id` in it. */
  text?: string | null | undefined;
  /** The version that was edited: CONFLICT where it is no longer the newest. */
  version: number;
};

/** Files, an archive, or both. */
export type UploadRulesInput = {
  /** Read besides `files`. */
  archive?: RuleArchiveInput | null | undefined;
  /** Tells what would become of each file, and does nothing. */
  dryRun?: boolean;
  /** With those of the archive 1 to 60,000. */
  files?: Array<RuleFileInput> | null | undefined;
  /** A LOCAL one; CONFLICT for others. */
  repositoryId: string;
};

export type PipelineRowFragment = { id: string, name: string, enabled: boolean, sourceTopics: Array<string>, destinationTopic: string, writeUntagged: boolean, startPosition: StartPosition, startAt: string | null, version: number, createdAt: string, updatedAt: string, sigmaLogSource: { product: string | null, category: string | null, service: string | null } | null, repositories: Array<{ id: string, name: string, ruleCount: number }> };

export type PipelinesQueryVariables = Exact<{ [key: string]: never; }>;


export type PipelinesQuery = { pipelines: Array<{ id: string, name: string, enabled: boolean, sourceTopics: Array<string>, destinationTopic: string, writeUntagged: boolean, startPosition: StartPosition, startAt: string | null, version: number, createdAt: string, updatedAt: string, metrics: { pipelineId: string, status: PipelineStatus, statusReason: string | null, eventsInPerSecond: number, eventsOutPerSecond: number, matchesPerSecond: number, deadLettersPerSecond: number, lag: number | null, rulesActive: number, rulesRefused: number, unresolvedPerSecond: number, latencyMs: { p50: number, p95: number, p99: number } | null }, sigmaLogSource: { product: string | null, category: string | null, service: string | null } | null, repositories: Array<{ id: string, name: string, ruleCount: number }> }> };

export type PipelineForEditQueryVariables = Exact<{
  id: string;
}>;


export type PipelineForEditQuery = { pipeline: { id: string, name: string, enabled: boolean, sourceTopics: Array<string>, destinationTopic: string, writeUntagged: boolean, startPosition: StartPosition, startAt: string | null, version: number, createdAt: string, updatedAt: string, sigmaLogSource: { product: string | null, category: string | null, service: string | null } | null, repositories: Array<{ id: string, name: string, ruleCount: number }> } };

export type PipelineChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type PipelineChoicesQuery = { topics: Array<{ name: string, internal: boolean, messageCount: number, partitions: Array<{ partition: number }> }>, repositories: Array<{ id: string, name: string, ruleCount: number }> };

export type CreatePipelineMutationVariables = Exact<{
  input: CreatePipelineInput;
}>;


export type CreatePipelineMutation = { createPipeline: { revision: number, pipeline: { id: string, name: string, enabled: boolean, sourceTopics: Array<string>, destinationTopic: string, writeUntagged: boolean, startPosition: StartPosition, startAt: string | null, version: number, createdAt: string, updatedAt: string, sigmaLogSource: { product: string | null, category: string | null, service: string | null } | null, repositories: Array<{ id: string, name: string, ruleCount: number }> } } };

export type UpdatePipelineMutationVariables = Exact<{
  input: UpdatePipelineInput;
}>;


export type UpdatePipelineMutation = { updatePipeline: { revision: number, pipeline: { id: string, name: string, enabled: boolean, sourceTopics: Array<string>, destinationTopic: string, writeUntagged: boolean, startPosition: StartPosition, startAt: string | null, version: number, createdAt: string, updatedAt: string, sigmaLogSource: { product: string | null, category: string | null, service: string | null } | null, repositories: Array<{ id: string, name: string, ruleCount: number }> } } };

export type EnablePipelineMutationVariables = Exact<{
  id: string;
}>;


export type EnablePipelineMutation = { enablePipeline: { revision: number, pipeline: { id: string, name: string, enabled: boolean, sourceTopics: Array<string>, destinationTopic: string, writeUntagged: boolean, startPosition: StartPosition, startAt: string | null, version: number, createdAt: string, updatedAt: string, sigmaLogSource: { product: string | null, category: string | null, service: string | null } | null, repositories: Array<{ id: string, name: string, ruleCount: number }> } } };

export type DisablePipelineMutationVariables = Exact<{
  id: string;
}>;


export type DisablePipelineMutation = { disablePipeline: { revision: number, pipeline: { id: string, name: string, enabled: boolean, sourceTopics: Array<string>, destinationTopic: string, writeUntagged: boolean, startPosition: StartPosition, startAt: string | null, version: number, createdAt: string, updatedAt: string, sigmaLogSource: { product: string | null, category: string | null, service: string | null } | null, repositories: Array<{ id: string, name: string, ruleCount: number }> } } };

export type DeletePipelineMutationVariables = Exact<{
  id: string;
}>;


export type DeletePipelineMutation = { deletePipeline: { id: string, revision: number } };

export type CreateTopicMutationVariables = Exact<{
  input: CreateTopicInput;
}>;


export type CreateTopicMutation = { createTopic: { topic: { name: string } } };

export type RuleRowFragment = { id: string, sigmaId: string, title: string, level: RuleLevel, status: string | null, path: string, recentMatches: number, updatedAt: string, enabled: boolean, logSource: { product: string | null, category: string | null, service: string | null }, techniques: Array<{ id: string, name: string }>, repository: { id: string, name: string } };

export type DiagnosticFieldsFragment = { code: string, severity: DiagnosticSeverity, message: string, hint: string | null, line: number | null, column: number | null, endLine: number | null, endColumn: number | null };

export type RulesQueryVariables = Exact<{
  filter?: RuleFilter | null | undefined;
  page?: PageInput | null | undefined;
  sort?: RuleSort | null | undefined;
}>;


export type RulesQuery = { rules: { totalCount: number, items: Array<{ id: string, sigmaId: string, title: string, level: RuleLevel, status: string | null, path: string, recentMatches: number, updatedAt: string, enabled: boolean, logSource: { product: string | null, category: string | null, service: string | null }, techniques: Array<{ id: string, name: string }>, repository: { id: string, name: string } }> } };

export type RepositoriesQueryVariables = Exact<{ [key: string]: never; }>;


export type RepositoriesQuery = { repositories: Array<{ id: string, name: string, ruleCount: number, type: RepositoryType }> };

export type RuleDetailFragment = { description: string | null, author: string | null, tactics: Array<string>, tags: Array<string>, references: Array<string>, falsePositives: Array<string>, text: string, version: number, createdAt: string, id: string, sigmaId: string, title: string, level: RuleLevel, status: string | null, path: string, recentMatches: number, updatedAt: string, enabled: boolean, logSource: { product: string | null, category: string | null, service: string | null }, techniques: Array<{ id: string, name: string }>, repository: { id: string, name: string } };

export type RuleQueryVariables = Exact<{
  id: string;
}>;


export type RuleQuery = { rule: { description: string | null, author: string | null, tactics: Array<string>, tags: Array<string>, references: Array<string>, falsePositives: Array<string>, text: string, version: number, createdAt: string, id: string, sigmaId: string, title: string, level: RuleLevel, status: string | null, path: string, recentMatches: number, updatedAt: string, enabled: boolean, logSource: { product: string | null, category: string | null, service: string | null }, techniques: Array<{ id: string, name: string }>, repository: { id: string, name: string } } };

export type ValidateRuleQueryVariables = Exact<{
  text: string;
}>;


export type ValidateRuleQuery = { validateRule: Array<{ code: string, severity: DiagnosticSeverity, message: string, hint: string | null, line: number | null, column: number | null, endLine: number | null, endColumn: number | null }> };

export type UpdateRuleMutationVariables = Exact<{
  input: UpdateRuleInput;
}>;


export type UpdateRuleMutation = { updateRule: { revision: number | null, rule: { description: string | null, author: string | null, tactics: Array<string>, tags: Array<string>, references: Array<string>, falsePositives: Array<string>, text: string, version: number, createdAt: string, id: string, sigmaId: string, title: string, level: RuleLevel, status: string | null, path: string, recentMatches: number, updatedAt: string, enabled: boolean, logSource: { product: string | null, category: string | null, service: string | null }, techniques: Array<{ id: string, name: string }>, repository: { id: string, name: string } } | null, diagnostics: Array<{ code: string, severity: DiagnosticSeverity, message: string, hint: string | null, line: number | null, column: number | null, endLine: number | null, endColumn: number | null }> } };

export type CreateRepositoryMutationVariables = Exact<{
  input: CreateRepositoryInput;
}>;


export type CreateRepositoryMutation = { createRepository: { repository: { id: string, name: string, ruleCount: number, type: RepositoryType } } };

export type UploadRulesMutationVariables = Exact<{
  input: UploadRulesInput;
}>;


export type UploadRulesMutation = { uploadRules: { added: number, changed: number, unchanged: number, refused: number, revision: number, files: Array<{ path: string, outcome: RuleFileOutcome, ruleId: string | null, sigmaId: string | null, title: string | null, diagnostics: Array<{ code: string, severity: DiagnosticSeverity, message: string, hint: string | null, line: number | null, column: number | null, endLine: number | null, endColumn: number | null }> }> } };

export type PipelineNumbersFragment = { pipelineId: string, status: PipelineStatus, statusReason: string | null, eventsInPerSecond: number, eventsOutPerSecond: number, matchesPerSecond: number, deadLettersPerSecond: number, lag: number | null, rulesActive: number, rulesRefused: number, unresolvedPerSecond: number, latencyMs: { p50: number, p95: number, p99: number } | null };

export type TopicNumbersFragment = { topic: string, eventsInPerSecond: number, eventsOutPerSecond: number };

export type WorkerStateFragment = { id: string, host: string, version: string, startedAt: string, lastSeenAt: string, stale: boolean, appliedRevision: number, partitions: number, rulesLoaded: number, memoryBytes: number, rulesRefused: Array<{ ruleId: string, code: string, message: string }>, lostPositions: Array<{ pipelineId: string, topic: string, partition: number, from: number, to: number, at: string }> };

export type TopRuleCountFragment = { ruleId: string, sigmaId: string, title: string, level: RuleLevel, matches: number };

export type DetectionRowFragment = { id: string, pipelineId: string, pipelineName: string, severity: RuleLevel, topic: string, partition: number, offset: string, matchedAt: string, event: string, eventTruncated: boolean, rules: Array<{ ruleId: string, sigmaId: string, title: string, level: RuleLevel, techniques: Array<{ id: string, name: string }> }> };

export type DashboardQueryVariables = Exact<{ [key: string]: never; }>;


export type DashboardQuery = { dashboard: { at: string, revision: number, rulesTotal: number, pipelines: Array<{ id: string, name: string, enabled: boolean, sourceTopics: Array<string>, destinationTopic: string, metrics: { pipelineId: string, status: PipelineStatus, statusReason: string | null, eventsInPerSecond: number, eventsOutPerSecond: number, matchesPerSecond: number, deadLettersPerSecond: number, lag: number | null, rulesActive: number, rulesRefused: number, unresolvedPerSecond: number, latencyMs: { p50: number, p95: number, p99: number } | null } }>, topics: Array<{ topic: string, eventsInPerSecond: number, eventsOutPerSecond: number }>, workers: Array<{ id: string, host: string, version: string, startedAt: string, lastSeenAt: string, stale: boolean, appliedRevision: number, partitions: number, rulesLoaded: number, memoryBytes: number, rulesRefused: Array<{ ruleId: string, code: string, message: string }>, lostPositions: Array<{ pipelineId: string, topic: string, partition: number, from: number, to: number, at: string }> }>, series: Array<{ at: string, eventsPerSecond: number, matchesPerSecond: number }>, topRules: Array<{ ruleId: string, sigmaId: string, title: string, level: RuleLevel, matches: number }>, detections: Array<{ id: string, pipelineId: string, pipelineName: string, severity: RuleLevel, topic: string, partition: number, offset: string, matchedAt: string, event: string, eventTruncated: boolean, rules: Array<{ ruleId: string, sigmaId: string, title: string, level: RuleLevel, techniques: Array<{ id: string, name: string }> }> }> } };

export type MetricsSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type MetricsSubscription = { metrics: { at: string, sequence: number, revision: number, eventsPerSecond: number, matchesPerSecond: number, pipelines: Array<{ pipelineId: string, status: PipelineStatus, statusReason: string | null, eventsInPerSecond: number, eventsOutPerSecond: number, matchesPerSecond: number, deadLettersPerSecond: number, lag: number | null, rulesActive: number, rulesRefused: number, unresolvedPerSecond: number, latencyMs: { p50: number, p95: number, p99: number } | null }>, topics: Array<{ topic: string, eventsInPerSecond: number, eventsOutPerSecond: number }>, workers: Array<{ id: string, host: string, version: string, startedAt: string, lastSeenAt: string, stale: boolean, appliedRevision: number, partitions: number, rulesLoaded: number, memoryBytes: number, rulesRefused: Array<{ ruleId: string, code: string, message: string }>, lostPositions: Array<{ pipelineId: string, topic: string, partition: number, from: number, to: number, at: string }> }>, topRules: Array<{ ruleId: string, sigmaId: string, title: string, level: RuleLevel, matches: number }> } };

export type DetectionsSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type DetectionsSubscription = { detections: Array<{ id: string, pipelineId: string, pipelineName: string, severity: RuleLevel, topic: string, partition: number, offset: string, matchedAt: string, event: string, eventTruncated: boolean, rules: Array<{ ruleId: string, sigmaId: string, title: string, level: RuleLevel, techniques: Array<{ id: string, name: string }> }> }> };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { me: { id: string, email: string, role: Role, mustChangePassword: boolean } };

export type LoginMutationVariables = Exact<{
  input: LoginInput;
}>;


export type LoginMutation = { login: { user: { id: string, email: string, role: Role, mustChangePassword: boolean } } };

export type LogoutMutationVariables = Exact<{ [key: string]: never; }>;


export type LogoutMutation = { logout: { ok: boolean } };

export type SingleSignOnQueryVariables = Exact<{ [key: string]: never; }>;


export type SingleSignOnQuery = { singleSignOn: { name: string, path: string } | null };

export type ChangePasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;


export type ChangePasswordMutation = { changePassword: { user: { id: string, email: string, role: Role, mustChangePassword: boolean } } };

export const PipelineRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PipelineRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Pipeline"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"sourceTopics"}},{"kind":"Field","name":{"kind":"Name","value":"destinationTopic"}},{"kind":"Field","name":{"kind":"Name","value":"writeUntagged"}},{"kind":"Field","name":{"kind":"Name","value":"startPosition"}},{"kind":"Field","name":{"kind":"Name","value":"startAt"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"sigmaLogSource"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"product"}},{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"service"}}]}},{"kind":"Field","name":{"kind":"Name","value":"repositories"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"ruleCount"}}]}}]}}]} as unknown as DocumentNode<PipelineRowFragment, unknown>;
export const DiagnosticFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DiagnosticFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Diagnostic"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"line"}},{"kind":"Field","name":{"kind":"Name","value":"column"}},{"kind":"Field","name":{"kind":"Name","value":"endLine"}},{"kind":"Field","name":{"kind":"Name","value":"endColumn"}}]}}]} as unknown as DocumentNode<DiagnosticFieldsFragment, unknown>;
export const RuleRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RuleRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Rule"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sigmaId"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"recentMatches"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"logSource"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"product"}},{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"service"}}]}},{"kind":"Field","name":{"kind":"Name","value":"techniques"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"repository"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<RuleRowFragment, unknown>;
export const RuleDetailFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RuleDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Rule"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RuleRow"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"author"}},{"kind":"Field","name":{"kind":"Name","value":"tactics"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"references"}},{"kind":"Field","name":{"kind":"Name","value":"falsePositives"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RuleRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Rule"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sigmaId"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"recentMatches"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"logSource"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"product"}},{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"service"}}]}},{"kind":"Field","name":{"kind":"Name","value":"techniques"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"repository"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<RuleDetailFragment, unknown>;
export const PipelineNumbersFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PipelineNumbers"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PipelineMetrics"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pipelineId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusReason"}},{"kind":"Field","name":{"kind":"Name","value":"eventsInPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"eventsOutPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"matchesPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"deadLettersPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"lag"}},{"kind":"Field","name":{"kind":"Name","value":"latencyMs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"p50"}},{"kind":"Field","name":{"kind":"Name","value":"p95"}},{"kind":"Field","name":{"kind":"Name","value":"p99"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rulesActive"}},{"kind":"Field","name":{"kind":"Name","value":"rulesRefused"}},{"kind":"Field","name":{"kind":"Name","value":"unresolvedPerSecond"}}]}}]} as unknown as DocumentNode<PipelineNumbersFragment, unknown>;
export const TopicNumbersFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicNumbers"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopicMetrics"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"eventsInPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"eventsOutPerSecond"}}]}}]} as unknown as DocumentNode<TopicNumbersFragment, unknown>;
export const WorkerStateFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WorkerState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Worker"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"host"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"stale"}},{"kind":"Field","name":{"kind":"Name","value":"appliedRevision"}},{"kind":"Field","name":{"kind":"Name","value":"partitions"}},{"kind":"Field","name":{"kind":"Name","value":"rulesLoaded"}},{"kind":"Field","name":{"kind":"Name","value":"rulesRefused"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ruleId"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lostPositions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pipelineId"}},{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"partition"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}},{"kind":"Field","name":{"kind":"Name","value":"memoryBytes"}}]}}]} as unknown as DocumentNode<WorkerStateFragment, unknown>;
export const TopRuleCountFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopRuleCount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopRule"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ruleId"}},{"kind":"Field","name":{"kind":"Name","value":"sigmaId"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"matches"}}]}}]} as unknown as DocumentNode<TopRuleCountFragment, unknown>;
export const DetectionRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DetectionRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Detection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"pipelineId"}},{"kind":"Field","name":{"kind":"Name","value":"pipelineName"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"partition"}},{"kind":"Field","name":{"kind":"Name","value":"offset"}},{"kind":"Field","name":{"kind":"Name","value":"matchedAt"}},{"kind":"Field","name":{"kind":"Name","value":"event"}},{"kind":"Field","name":{"kind":"Name","value":"eventTruncated"}},{"kind":"Field","name":{"kind":"Name","value":"rules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ruleId"}},{"kind":"Field","name":{"kind":"Name","value":"sigmaId"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"techniques"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<DetectionRowFragment, unknown>;
export const PipelinesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Pipelines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pipelines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PipelineRow"}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PipelineNumbers"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PipelineRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Pipeline"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"sourceTopics"}},{"kind":"Field","name":{"kind":"Name","value":"destinationTopic"}},{"kind":"Field","name":{"kind":"Name","value":"writeUntagged"}},{"kind":"Field","name":{"kind":"Name","value":"startPosition"}},{"kind":"Field","name":{"kind":"Name","value":"startAt"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"sigmaLogSource"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"product"}},{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"service"}}]}},{"kind":"Field","name":{"kind":"Name","value":"repositories"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"ruleCount"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PipelineNumbers"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PipelineMetrics"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pipelineId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusReason"}},{"kind":"Field","name":{"kind":"Name","value":"eventsInPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"eventsOutPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"matchesPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"deadLettersPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"lag"}},{"kind":"Field","name":{"kind":"Name","value":"latencyMs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"p50"}},{"kind":"Field","name":{"kind":"Name","value":"p95"}},{"kind":"Field","name":{"kind":"Name","value":"p99"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rulesActive"}},{"kind":"Field","name":{"kind":"Name","value":"rulesRefused"}},{"kind":"Field","name":{"kind":"Name","value":"unresolvedPerSecond"}}]}}]} as unknown as DocumentNode<PipelinesQuery, PipelinesQueryVariables>;
export const PipelineForEditDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PipelineForEdit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pipeline"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PipelineRow"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PipelineRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Pipeline"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"sourceTopics"}},{"kind":"Field","name":{"kind":"Name","value":"destinationTopic"}},{"kind":"Field","name":{"kind":"Name","value":"writeUntagged"}},{"kind":"Field","name":{"kind":"Name","value":"startPosition"}},{"kind":"Field","name":{"kind":"Name","value":"startAt"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"sigmaLogSource"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"product"}},{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"service"}}]}},{"kind":"Field","name":{"kind":"Name","value":"repositories"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"ruleCount"}}]}}]}}]} as unknown as DocumentNode<PipelineForEditQuery, PipelineForEditQueryVariables>;
export const PipelineChoicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PipelineChoices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"internal"}},{"kind":"Field","name":{"kind":"Name","value":"partitions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"partition"}}]}},{"kind":"Field","name":{"kind":"Name","value":"messageCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"repositories"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"ruleCount"}}]}}]}}]} as unknown as DocumentNode<PipelineChoicesQuery, PipelineChoicesQueryVariables>;
export const CreatePipelineDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreatePipeline"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreatePipelineInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createPipeline"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"pipeline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PipelineRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PipelineRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Pipeline"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"sourceTopics"}},{"kind":"Field","name":{"kind":"Name","value":"destinationTopic"}},{"kind":"Field","name":{"kind":"Name","value":"writeUntagged"}},{"kind":"Field","name":{"kind":"Name","value":"startPosition"}},{"kind":"Field","name":{"kind":"Name","value":"startAt"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"sigmaLogSource"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"product"}},{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"service"}}]}},{"kind":"Field","name":{"kind":"Name","value":"repositories"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"ruleCount"}}]}}]}}]} as unknown as DocumentNode<CreatePipelineMutation, CreatePipelineMutationVariables>;
export const UpdatePipelineDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdatePipeline"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdatePipelineInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updatePipeline"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"pipeline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PipelineRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PipelineRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Pipeline"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"sourceTopics"}},{"kind":"Field","name":{"kind":"Name","value":"destinationTopic"}},{"kind":"Field","name":{"kind":"Name","value":"writeUntagged"}},{"kind":"Field","name":{"kind":"Name","value":"startPosition"}},{"kind":"Field","name":{"kind":"Name","value":"startAt"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"sigmaLogSource"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"product"}},{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"service"}}]}},{"kind":"Field","name":{"kind":"Name","value":"repositories"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"ruleCount"}}]}}]}}]} as unknown as DocumentNode<UpdatePipelineMutation, UpdatePipelineMutationVariables>;
export const EnablePipelineDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EnablePipeline"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"enablePipeline"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"pipeline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PipelineRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PipelineRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Pipeline"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"sourceTopics"}},{"kind":"Field","name":{"kind":"Name","value":"destinationTopic"}},{"kind":"Field","name":{"kind":"Name","value":"writeUntagged"}},{"kind":"Field","name":{"kind":"Name","value":"startPosition"}},{"kind":"Field","name":{"kind":"Name","value":"startAt"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"sigmaLogSource"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"product"}},{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"service"}}]}},{"kind":"Field","name":{"kind":"Name","value":"repositories"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"ruleCount"}}]}}]}}]} as unknown as DocumentNode<EnablePipelineMutation, EnablePipelineMutationVariables>;
export const DisablePipelineDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DisablePipeline"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"disablePipeline"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"pipeline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PipelineRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PipelineRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Pipeline"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"sourceTopics"}},{"kind":"Field","name":{"kind":"Name","value":"destinationTopic"}},{"kind":"Field","name":{"kind":"Name","value":"writeUntagged"}},{"kind":"Field","name":{"kind":"Name","value":"startPosition"}},{"kind":"Field","name":{"kind":"Name","value":"startAt"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"sigmaLogSource"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"product"}},{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"service"}}]}},{"kind":"Field","name":{"kind":"Name","value":"repositories"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"ruleCount"}}]}}]}}]} as unknown as DocumentNode<DisablePipelineMutation, DisablePipelineMutationVariables>;
export const DeletePipelineDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeletePipeline"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletePipeline"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}}]}}]} as unknown as DocumentNode<DeletePipelineMutation, DeletePipelineMutationVariables>;
export const CreateTopicDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateTopic"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateTopicInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createTopic"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<CreateTopicMutation, CreateTopicMutationVariables>;
export const RulesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Rules"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"RuleFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"page"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"PageInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"sort"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"RuleSort"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rules"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"page"},"value":{"kind":"Variable","name":{"kind":"Name","value":"page"}}},{"kind":"Argument","name":{"kind":"Name","value":"sort"},"value":{"kind":"Variable","name":{"kind":"Name","value":"sort"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"items"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RuleRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RuleRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Rule"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sigmaId"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"recentMatches"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"logSource"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"product"}},{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"service"}}]}},{"kind":"Field","name":{"kind":"Name","value":"techniques"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"repository"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<RulesQuery, RulesQueryVariables>;
export const RepositoriesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Repositories"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"repositories"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"ruleCount"}},{"kind":"Field","name":{"kind":"Name","value":"type"}}]}}]}}]} as unknown as DocumentNode<RepositoriesQuery, RepositoriesQueryVariables>;
export const RuleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Rule"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RuleDetail"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RuleRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Rule"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sigmaId"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"recentMatches"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"logSource"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"product"}},{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"service"}}]}},{"kind":"Field","name":{"kind":"Name","value":"techniques"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"repository"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RuleDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Rule"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RuleRow"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"author"}},{"kind":"Field","name":{"kind":"Name","value":"tactics"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"references"}},{"kind":"Field","name":{"kind":"Name","value":"falsePositives"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<RuleQuery, RuleQueryVariables>;
export const ValidateRuleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ValidateRule"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"text"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"validateRule"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"text"},"value":{"kind":"Variable","name":{"kind":"Name","value":"text"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DiagnosticFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DiagnosticFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Diagnostic"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"line"}},{"kind":"Field","name":{"kind":"Name","value":"column"}},{"kind":"Field","name":{"kind":"Name","value":"endLine"}},{"kind":"Field","name":{"kind":"Name","value":"endColumn"}}]}}]} as unknown as DocumentNode<ValidateRuleQuery, ValidateRuleQueryVariables>;
export const UpdateRuleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateRule"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateRuleInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateRule"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"rule"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RuleDetail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"diagnostics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DiagnosticFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RuleRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Rule"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sigmaId"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"recentMatches"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"logSource"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"product"}},{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"service"}}]}},{"kind":"Field","name":{"kind":"Name","value":"techniques"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"repository"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DiagnosticFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Diagnostic"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"line"}},{"kind":"Field","name":{"kind":"Name","value":"column"}},{"kind":"Field","name":{"kind":"Name","value":"endLine"}},{"kind":"Field","name":{"kind":"Name","value":"endColumn"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RuleDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Rule"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RuleRow"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"author"}},{"kind":"Field","name":{"kind":"Name","value":"tactics"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"references"}},{"kind":"Field","name":{"kind":"Name","value":"falsePositives"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<UpdateRuleMutation, UpdateRuleMutationVariables>;
export const CreateRepositoryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateRepository"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateRepositoryInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createRepository"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"repository"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"ruleCount"}},{"kind":"Field","name":{"kind":"Name","value":"type"}}]}}]}}]}}]} as unknown as DocumentNode<CreateRepositoryMutation, CreateRepositoryMutationVariables>;
export const UploadRulesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UploadRules"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UploadRulesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uploadRules"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"added"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"refused"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"files"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"ruleId"}},{"kind":"Field","name":{"kind":"Name","value":"sigmaId"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"diagnostics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DiagnosticFields"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DiagnosticFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Diagnostic"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"line"}},{"kind":"Field","name":{"kind":"Name","value":"column"}},{"kind":"Field","name":{"kind":"Name","value":"endLine"}},{"kind":"Field","name":{"kind":"Name","value":"endColumn"}}]}}]} as unknown as DocumentNode<UploadRulesMutation, UploadRulesMutationVariables>;
export const DashboardDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Dashboard"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dashboard"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"rulesTotal"}},{"kind":"Field","name":{"kind":"Name","value":"pipelines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"sourceTopics"}},{"kind":"Field","name":{"kind":"Name","value":"destinationTopic"}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PipelineNumbers"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"topics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TopicNumbers"}}]}},{"kind":"Field","name":{"kind":"Name","value":"workers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WorkerState"}}]}},{"kind":"Field","name":{"kind":"Name","value":"series"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"eventsPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"matchesPerSecond"}}]}},{"kind":"Field","name":{"kind":"Name","value":"topRules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TopRuleCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"detections"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DetectionRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PipelineNumbers"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PipelineMetrics"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pipelineId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusReason"}},{"kind":"Field","name":{"kind":"Name","value":"eventsInPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"eventsOutPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"matchesPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"deadLettersPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"lag"}},{"kind":"Field","name":{"kind":"Name","value":"latencyMs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"p50"}},{"kind":"Field","name":{"kind":"Name","value":"p95"}},{"kind":"Field","name":{"kind":"Name","value":"p99"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rulesActive"}},{"kind":"Field","name":{"kind":"Name","value":"rulesRefused"}},{"kind":"Field","name":{"kind":"Name","value":"unresolvedPerSecond"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicNumbers"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopicMetrics"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"eventsInPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"eventsOutPerSecond"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WorkerState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Worker"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"host"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"stale"}},{"kind":"Field","name":{"kind":"Name","value":"appliedRevision"}},{"kind":"Field","name":{"kind":"Name","value":"partitions"}},{"kind":"Field","name":{"kind":"Name","value":"rulesLoaded"}},{"kind":"Field","name":{"kind":"Name","value":"rulesRefused"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ruleId"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lostPositions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pipelineId"}},{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"partition"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}},{"kind":"Field","name":{"kind":"Name","value":"memoryBytes"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopRuleCount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopRule"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ruleId"}},{"kind":"Field","name":{"kind":"Name","value":"sigmaId"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"matches"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DetectionRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Detection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"pipelineId"}},{"kind":"Field","name":{"kind":"Name","value":"pipelineName"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"partition"}},{"kind":"Field","name":{"kind":"Name","value":"offset"}},{"kind":"Field","name":{"kind":"Name","value":"matchedAt"}},{"kind":"Field","name":{"kind":"Name","value":"event"}},{"kind":"Field","name":{"kind":"Name","value":"eventTruncated"}},{"kind":"Field","name":{"kind":"Name","value":"rules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ruleId"}},{"kind":"Field","name":{"kind":"Name","value":"sigmaId"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"techniques"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<DashboardQuery, DashboardQueryVariables>;
export const MetricsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"Metrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"metrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"eventsPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"matchesPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"pipelines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PipelineNumbers"}}]}},{"kind":"Field","name":{"kind":"Name","value":"topics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TopicNumbers"}}]}},{"kind":"Field","name":{"kind":"Name","value":"workers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WorkerState"}}]}},{"kind":"Field","name":{"kind":"Name","value":"topRules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TopRuleCount"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PipelineNumbers"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PipelineMetrics"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pipelineId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusReason"}},{"kind":"Field","name":{"kind":"Name","value":"eventsInPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"eventsOutPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"matchesPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"deadLettersPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"lag"}},{"kind":"Field","name":{"kind":"Name","value":"latencyMs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"p50"}},{"kind":"Field","name":{"kind":"Name","value":"p95"}},{"kind":"Field","name":{"kind":"Name","value":"p99"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rulesActive"}},{"kind":"Field","name":{"kind":"Name","value":"rulesRefused"}},{"kind":"Field","name":{"kind":"Name","value":"unresolvedPerSecond"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopicNumbers"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopicMetrics"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"eventsInPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"eventsOutPerSecond"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WorkerState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Worker"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"host"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"stale"}},{"kind":"Field","name":{"kind":"Name","value":"appliedRevision"}},{"kind":"Field","name":{"kind":"Name","value":"partitions"}},{"kind":"Field","name":{"kind":"Name","value":"rulesLoaded"}},{"kind":"Field","name":{"kind":"Name","value":"rulesRefused"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ruleId"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lostPositions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pipelineId"}},{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"partition"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}},{"kind":"Field","name":{"kind":"Name","value":"memoryBytes"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopRuleCount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopRule"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ruleId"}},{"kind":"Field","name":{"kind":"Name","value":"sigmaId"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"matches"}}]}}]} as unknown as DocumentNode<MetricsSubscription, MetricsSubscriptionVariables>;
export const DetectionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"Detections"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"detections"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DetectionRow"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DetectionRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Detection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"pipelineId"}},{"kind":"Field","name":{"kind":"Name","value":"pipelineName"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"partition"}},{"kind":"Field","name":{"kind":"Name","value":"offset"}},{"kind":"Field","name":{"kind":"Name","value":"matchedAt"}},{"kind":"Field","name":{"kind":"Name","value":"event"}},{"kind":"Field","name":{"kind":"Name","value":"eventTruncated"}},{"kind":"Field","name":{"kind":"Name","value":"rules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ruleId"}},{"kind":"Field","name":{"kind":"Name","value":"sigmaId"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"techniques"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<DetectionsSubscription, DetectionsSubscriptionVariables>;
export const MeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"mustChangePassword"}}]}}]}}]} as unknown as DocumentNode<MeQuery, MeQueryVariables>;
export const LoginDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Login"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LoginInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"login"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"mustChangePassword"}}]}}]}}]}}]} as unknown as DocumentNode<LoginMutation, LoginMutationVariables>;
export const LogoutDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Logout"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"logout"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ok"}}]}}]}}]} as unknown as DocumentNode<LogoutMutation, LogoutMutationVariables>;
export const SingleSignOnDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SingleSignOn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"singleSignOn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]} as unknown as DocumentNode<SingleSignOnQuery, SingleSignOnQueryVariables>;
export const ChangePasswordDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ChangePassword"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ChangePasswordInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changePassword"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"mustChangePassword"}}]}}]}}]}}]} as unknown as DocumentNode<ChangePasswordMutation, ChangePasswordMutationVariables>;