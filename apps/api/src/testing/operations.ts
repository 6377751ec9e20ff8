import { randomUUID } from 'node:crypto';
import type { Answer, TestApi } from './start-test-api.ts';

/** The code of the first error; undefined where all went well. */
export function codeOf({ errors }: Answer): unknown {
  return errors?.[0]?.extensions['code'];
}

/** The answer's data. Throws where there are errors. */
export function dataOf<T>({ data, errors }: Answer): T {
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data as T;
}

export function ruleText(
  sigmaId: string,
  title: string,
  detection = '{sel: {Image|endswith: /sh}, condition: sel}',
): string {
  return `title: ${title}\nid: ${sigmaId}\nlevel: high\nlogsource: {product: linux}\ntags: [attack.t1059]\ndetection: ${detection}\n`;
}

/** Returns its id. */
export async function createRepository(api: TestApi): Promise<string> {
  const answer = await api.run(
    'mutation ($input: CreateRepositoryInput!) { createRepository(input: $input) { repository { id } } }',
    { input: { name: randomUUID() } },
  );
  return dataOf<{ createRepository: { repository: { id: string } } }>(answer).createRepository.repository.id;
}

/** Returns its name. */
export async function createTopic(api: TestApi): Promise<string> {
  const name = `topic-${randomUUID()}`;
  dataOf(
    await api.run('mutation ($input: CreateTopicInput!) { createTopic(input: $input) { topic { name } } }', {
      input: { name },
    }),
  );
  return name;
}

export const CREATE_RULE =
  'mutation ($input: CreateRuleInput!) { createRule(input: $input) { rule { id version } revision diagnostics { code } } }';
export const DELETE_RULE = 'mutation ($id: ID!) { deleteRule(id: $id) { id revision } }';
export const UPLOAD = `mutation ($input: UploadRulesInput!) { uploadRules(input: $input) {
  added changed unchanged refused revision
  files { path outcome ruleId diagnostics { code line column message } } } }`;
export const CREATE_PIPELINE =
  'mutation ($input: CreatePipelineInput!) { createPipeline(input: $input) { pipeline { id version } revision } }';

/** An input for a pipeline whose topics and repository exist. */
export async function pipelineInput(api: TestApi, name = randomUUID()) {
  const [source, destinationTopic] = [await createTopic(api), await createTopic(api)];
  return { name, sourceTopics: [source], destinationTopic, repositoryIds: [await createRepository(api)] };
}
