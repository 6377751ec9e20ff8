/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A document, and how far it goes. */
export type ApplyConfigurationInput = {
  /** YAML as `exportConfiguration` gives it; at most 8 Mi characters. */
  document: string;
  /** Answers what would change, and stores nothing. */
  dryRun?: boolean;
  /** Of a dry run: events of the sources, JSON each, at most 100. They tell what filters take out and which rules can never fire. */
  events?: Array<string>;
  /** Deletes what the document does not name. */
  prune?: boolean;
  /** Of a dry run: events of a source, besides those given. A token needs TOPICS_READ for it. */
  sample?: TopicSampleInput | null | undefined;
};

/** What applying a document does. */
export type ConfigurationAction =
  /** The document names what is not there. */
  | 'CREATE'
  /** The document does not name it; with `prune` alone. */
  | 'DELETE'
  /** The document says otherwise than it is. */
  | 'UPDATE';

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

/** For people; scripts better use an API token. */
export type LoginInput = {
  /** In upper or lower case. */
  email: string;
  /** After 10 failures in a row for a user, or 50 from an address, RATE_LIMITED says how long to wait. */
  password: string;
};

/** An offset of one partition; others begin at theirs. */
export type PartitionOffsetInput = {
  /** A decimal string; where Kafka holds it no longer, the first that it holds. */
  offset: string;
  /** Counted from 0; each once. */
  partition: number;
};

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

/** Events of a topic: the newest, or the first from a start. Where there are none, what comes within 5 s. */
export type TopicSampleInput = {
  /** 1 to 100; for `testFilter` to 1,000. */
  count?: number;
  /** Without it the newest events are read, newest first; from a start the first, oldest first. */
  from?: TopicStartInput | null | undefined;
  /** A topic that the caller may see, none of Sluice's or Kafka's own. */
  topic: string;
};

/** Where reading begins: give one of the two. */
export type TopicStartInput = {
  /** The first events of this time or later. */
  at?: string | null | undefined;
  /** Of 1 to 1,000 partitions; those that are not named are not read. */
  offsets?: Array<PartitionOffsetInput> | null | undefined;
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

export type LoginMutationVariables = Exact<{
  input: LoginInput;
}>;


export type LoginMutation = { login: { token: string } };

export type ExportConfigurationQueryVariables = Exact<{ [key: string]: never; }>;


export type ExportConfigurationQuery = { exportConfiguration: string };

export type ApplyConfigurationMutationVariables = Exact<{
  input: ApplyConfigurationInput;
}>;


export type ApplyConfigurationMutation = { applyConfiguration: { revision: number, changes: Array<{ action: ConfigurationAction, kind: string, name: string, facts: Array<{ field: string, before: unknown, after: unknown }> }>, pipelines: { count: number, first: Array<{ isCut: boolean, pipeline: { name: string } | null, changes: Array<{ field: string, after: unknown }>, rulesAdded: { count: number, first: Array<{ title: string }> }, rulesRemoved: { count: number, first: Array<{ title: string }> }, rulesChanged: { count: number, first: Array<{ title: string }> }, silentRules: { count: number, first: Array<{ missing: Array<Array<string>>, rule: { title: string } }> } | null }> } | null } };

export type CreateRepositoryMutationVariables = Exact<{
  input: CreateRepositoryInput;
}>;


export type CreateRepositoryMutation = { createRepository: { repository: { id: string } } };

export type UploadRulesMutationVariables = Exact<{
  input: UploadRulesInput;
}>;


export type UploadRulesMutation = { uploadRules: { added: number, refused: number, revision: number } };

export type CreatePipelineMutationVariables = Exact<{
  input: CreatePipelineInput;
}>;


export type CreatePipelineMutation = { createPipeline: { revision: number, pipeline: { id: string } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const LoginDocument = new TypedDocumentString(`
    mutation Login($input: LoginInput!) {
  login(input: $input) {
    token
  }
}
    `) as unknown as TypedDocumentString<LoginMutation, LoginMutationVariables>;
export const ExportConfigurationDocument = new TypedDocumentString(`
    query ExportConfiguration {
  exportConfiguration
}
    `) as unknown as TypedDocumentString<ExportConfigurationQuery, ExportConfigurationQueryVariables>;
export const ApplyConfigurationDocument = new TypedDocumentString(`
    mutation ApplyConfiguration($input: ApplyConfigurationInput!) {
  applyConfiguration(input: $input) {
    revision
    changes {
      action
      kind
      name
      facts {
        field
        before
        after
      }
    }
    pipelines {
      count
      first {
        pipeline {
          name
        }
        changes {
          field
          after
        }
        rulesAdded {
          count
          first {
            title
          }
        }
        rulesRemoved {
          count
          first {
            title
          }
        }
        rulesChanged {
          count
          first {
            title
          }
        }
        silentRules {
          count
          first {
            rule {
              title
            }
            missing
          }
        }
        isCut
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ApplyConfigurationMutation, ApplyConfigurationMutationVariables>;
export const CreateRepositoryDocument = new TypedDocumentString(`
    mutation CreateRepository($input: CreateRepositoryInput!) {
  createRepository(input: $input) {
    repository {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<CreateRepositoryMutation, CreateRepositoryMutationVariables>;
export const UploadRulesDocument = new TypedDocumentString(`
    mutation UploadRules($input: UploadRulesInput!) {
  uploadRules(input: $input) {
    added
    refused
    revision
  }
}
    `) as unknown as TypedDocumentString<UploadRulesMutation, UploadRulesMutationVariables>;
export const CreatePipelineDocument = new TypedDocumentString(`
    mutation CreatePipeline($input: CreatePipelineInput!) {
  createPipeline(input: $input) {
    pipeline {
      id
    }
    revision
  }
}
    `) as unknown as TypedDocumentString<CreatePipelineMutation, CreatePipelineMutationVariables>;