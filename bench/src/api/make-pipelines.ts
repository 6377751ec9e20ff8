import type { Ask } from './client.ts';

/** Makes topics, and pipelines that read one each and share a repository. Returns the pipelines' ids. */
export async function makePipelines(ask: Ask, count: number, repositoryId: string): Promise<string[]> {
  const destinationTopic = 'bench-out';
  await createTopic(ask, destinationTopic);
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const source = `bench-in-${index}`;
    await createTopic(ask, source);
    const data = await ask(
      'mutation ($input: CreatePipelineInput!) { createPipeline(input: $input) { pipeline { id } } }',
      {
        input: {
          ...{ name: `pipeline ${index}`, sourceTopics: [source], destinationTopic },
          repositoryIds: [repositoryId],
        },
      },
    );
    ids.push((data as { createPipeline: { pipeline: { id: string } } }).createPipeline.pipeline.id);
  }
  return ids;
}

async function createTopic(ask: Ask, name: string): Promise<void> {
  await ask('mutation ($input: CreateTopicInput!) { createTopic(input: $input) { topic { name } } }', {
    input: { name },
  });
}
