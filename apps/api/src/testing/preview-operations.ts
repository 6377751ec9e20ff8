import { randomUUID } from 'node:crypto';
import { CREATE_PIPELINE, createTopic, dataOf, ruleText } from './operations.ts';
import type { TestApi } from './start-test-api.ts';

/** The first of some rules. */
export interface PreviewedRules {
  readonly count: number;
  readonly first: readonly { readonly title: string }[];
}
interface Pipeline {
  readonly pipeline: { readonly id: string } | null;
  readonly changes: readonly object[];
  readonly rulesAdded: PreviewedRules;
  readonly rulesRemoved: PreviewedRules;
  readonly rulesChanged: PreviewedRules;
  readonly events: object | null;
  readonly silentRules: {
    readonly count: number;
    readonly first: readonly { rule: { title: string } }[];
  } | null;
  readonly isCut: boolean;
}
export interface Preview {
  readonly problems: readonly string[];
  readonly diagnostics: readonly { readonly severity: string }[];
  readonly changes: readonly object[];
  readonly pipelines: { readonly count: number; readonly first: readonly Pipeline[] };
}

type Kind = 'Filter' | 'LogSource' | 'Rules';

/** The query that previews a change of a kind of object. */
export const previewQuery = (
  kind: Kind,
): string => `query ($input: Preview${kind}Input!) { preview: preview${kind}(input: $input) {
  problems diagnostics { severity } changes { field before after }
  pipelines { count first { pipeline { id } changes { field before after } isCut
    rulesAdded { count first { title } } rulesRemoved { count first { title } } rulesChanged { count first { title } }
    events { read filteredBefore filteredAfter unparsedBefore unparsedAfter }
    silentRules { count first { rule { title } missing } } } } } }`;

export async function preview(api: TestApi, kind: Kind, input: object, token?: string): Promise<Preview> {
  return dataOf<{ preview: Preview }>(await api.run(previewQuery(kind), { input }, token)).preview;
}

/** Returns its id. */
export async function create(api: TestApi, kind: string, input: object): Promise<string> {
  const field = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;
  const mutation = `mutation ($input: Create${kind}Input!) { done: create${kind}(input: $input) { object: ${field} { id } } }`;
  return dataOf<{ done: { object: { id: string } } }>(await api.run(mutation, { input })).done.object.id;
}

/** Ids of the rules, by title; each looks at a field of that name. */
export async function addRules(
  api: TestApi,
  repositoryId: string,
  ...titles: readonly string[]
): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const title of titles) {
    const text = ruleText(randomUUID(), title, `{sel: {${title}: x}, condition: sel}`);
    ids[title] = await create(api, 'Rule', { repositoryId, text });
  }
  return ids;
}

/** A pipeline of topics of its own; returns its id. */
export async function addPipeline(api: TestApi, input: object): Promise<string> {
  const topics = { sourceTopics: [await createTopic(api)], destinationTopic: await createTopic(api) };
  const answer = await api.run(CREATE_PIPELINE, { input: { name: randomUUID(), ...topics, ...input } });
  return dataOf<{ createPipeline: { pipeline: { id: string } } }>(answer).createPipeline.pipeline.id;
}
