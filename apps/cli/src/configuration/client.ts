import { z } from 'zod';
import { connect } from '../api/graphql-client.ts';
import { readApiEnv } from '../api/env.ts';

const change = z.object({
  action: z.enum(['CREATE', 'UPDATE', 'DELETE']),
  kind: z.string(),
  name: z.string(),
  facts: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
});
/** One object that applying a document changes. */
export type ConfigurationChange = z.output<typeof change>;

const applied = z.object({
  applyConfiguration: z.object({ revision: z.number(), changes: z.array(change) }),
});
/** What applying a document did, or would do. */
export type Applied = z.output<typeof applied>['applyConfiguration'];

const APPLY = `mutation ($input: ApplyConfigurationInput!) {
  applyConfiguration(input: $input) { revision changes { action kind name facts { field before after } } } }`;

/** The API's configuration as a document. */
export interface ConfigurationClient {
  export(): Promise<string>;
  apply(input: {
    readonly document: string;
    readonly dryRun: boolean;
    readonly prune: boolean;
  }): Promise<Applied>;
}

/** Reaches the API as the environment says. Throws EnvError. */
export function openConfiguration(signal: AbortSignal): ConfigurationClient {
  const { SLUICE_URL, SLUICE_TOKEN } = readApiEnv();
  const client = connect(SLUICE_URL, SLUICE_TOKEN, signal);
  return {
    async export() {
      const answer = await client.run(
        '{ exportConfiguration }',
        {},
        z.object({ exportConfiguration: z.string() }),
      );
      return answer.exportConfiguration;
    },
    async apply(input) {
      return (await client.run(APPLY, { input }, applied)).applyConfiguration;
    },
  };
}
