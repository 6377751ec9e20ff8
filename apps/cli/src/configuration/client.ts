import { readApiEnv } from '../api/env.ts';
import {
  ApplyConfigurationDocument,
  ExportConfigurationDocument,
  type ApplyConfigurationInput,
  type ApplyConfigurationMutation,
} from '../api/generated/graphql.ts';
import { connect } from '../api/graphql-client.ts';

/** What applying a document did, or would do. */
export type Applied = ApplyConfigurationMutation['applyConfiguration'];
/** One object that applying a document changes. */
export type ConfigurationChange = Applied['changes'][number];

/** What a dry run tells of pipelines. */
export type PreviewedPipelines = NonNullable<Applied['pipelines']>;

/** The API's configuration as a document. */
export interface ConfigurationClient {
  export(): Promise<string>;
  apply(input: ApplyConfigurationInput): Promise<Applied>;
}

/** Reaches the API as the environment says. Throws EnvError. */
export function openConfiguration(signal: AbortSignal): ConfigurationClient {
  const { SLUICE_URL, SLUICE_TOKEN } = readApiEnv();
  const client = connect(SLUICE_URL, SLUICE_TOKEN, signal);
  return {
    async export() {
      return (await client.run(ExportConfigurationDocument, {})).exportConfiguration;
    },
    async apply(input) {
      return (await client.run(ApplyConfigurationDocument, { input })).applyConfiguration;
    },
  };
}
