import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, CREATE_PIPELINE, dataOf, pipelineInput } from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

interface Kind {
  readonly name: string;
  /** What a good one says besides its name. */
  readonly good: object;
  readonly bad: object;
  readonly found: { readonly code: string; readonly line: number; readonly column: number };
  /** How a pipeline names it. */
  readonly use: (id: string) => object;
}

const kinds: readonly Kind[] = [
  {
    name: 'Filter',
    good: { text: 'detection: {noise: {User: backup}, condition: noise}' },
    bad: { text: 'detection:\n  noise:\n    User|nonsense: x\n  condition: noise' },
    found: { code: 'sigma.modifier.unknown', line: 3, column: 10 },
    use: (id) => ({ filterIds: [id] }),
  },
  {
    name: 'LogSource',
    good: { script: 'drop(fields="a")', mapping: [{ field: 'Image', sources: ['exe', 'exe'] }] },
    bad: { script: 'drop(fields="a")\n| nonsense(a="b")' },
    found: { code: 'logparse.function.unknown', line: 2, column: 3 },
    use: (id) => ({ logSourceId: id }),
  },
];

/** What of an input stands in the state that a conflict tells. */
function storedOf(good: object): object {
  return Object.fromEntries(Object.entries(good).filter(([key]) => key === 'text' || key === 'script'));
}

describe.each(kinds)('a $name', ({ name, good, bad, found, use }) => {
  const field = name.charAt(0).toLowerCase() + name.slice(1);
  const payload = `{ ${field} { id version name } diagnostics { code line column } revision }`;
  const create = (input: object) =>
    api.run(`mutation ($input: Create${name}Input!) { create${name}(input: $input) ${payload} }`, { input });
  const update = (input: object) =>
    api.run(`mutation ($input: Update${name}Input!) { update${name}(input: $input) ${payload} }`, { input });
  const remove = (id: string) =>
    api.run(`mutation ($id: ID!) { delete${name}(id: $id) { id revision } }`, { id });
  interface Payload {
    readonly diagnostics: readonly object[];
    readonly revision: number | null;
  }
  const idOf = (answer: Awaited<ReturnType<typeof create>>): string =>
    dataOf<Record<string, Record<string, { id: string }>>>(answer)[`create${name}`]![field]!.id;

  it('is refused with its place where its text is wrong, and nothing is stored', async () => {
    const given = { name: randomUUID(), ...bad };
    const answer = dataOf<Record<string, Payload>>(await create(given))[`create${name}`]!;
    expect(answer).toMatchObject({ [field]: null, revision: null, diagnostics: [found] });
    const list = dataOf<Record<string, { name: string }[]>>(await api.run(`{ ${field}s { name } }`));
    expect(list[`${field}s`]).not.toContainEqual({ name: given.name });
  });

  it('has a name of its own', async () => {
    const given = { name: randomUUID(), ...good };
    await create(given);
    expect(codeOf(await create(given))).toBe('CONFLICT');
    expect(codeOf(await create({ ...given, name: ' ' }))).toBe('BAD_USER_INPUT');
  });

  it('changed by two at once is changed by one', async () => {
    const id = idOf(await create({ name: randomUUID(), ...good }));
    const answers = await Promise.all(['a', 'b'].map(() => update({ id, version: 1, name: randomUUID() })));
    expect(answers.map(codeOf).sort()).toEqual(['CONFLICT', undefined]);
    const refused = answers.find(({ errors }) => errors !== undefined)?.errors?.[0]?.extensions;
    // Both states: theirs is what they sent, and this is what is there now.
    expect(refused).toMatchObject({ currentVersion: 2, current: { version: 2, ...storedOf(good) } });
  });

  it('that a pipeline uses is not deleted, and says which; then it is', async () => {
    const id = idOf(await create({ name: randomUUID(), ...good }));
    const input = { ...(await pipelineInput(api)), ...use(id) };
    const { createPipeline } = dataOf<{ createPipeline: { pipeline: { id: string } } }>(
      await api.run(CREATE_PIPELINE, { input }),
    );
    const refused = await remove(id);
    expect(codeOf(refused)).toBe('CONFLICT');
    expect(refused.errors?.[0]?.message).toContain(`"${input.name}"`);
    const list = dataOf<Record<string, { id: string; usedBy: { name: string }[] }[]>>(
      await api.run(`{ ${field}s { id usedBy { name } } }`),
    );
    expect(list[`${field}s`]?.find((each) => each.id === id)?.usedBy).toEqual([{ name: input.name }]);
    await api.run('mutation ($id: ID!) { deletePipeline(id: $id) { id } }', {
      id: createPipeline.pipeline.id,
    });
    expect(codeOf(await remove(id))).toBeUndefined();
    expect(codeOf(await remove(id))).toBe('NOT_FOUND');
  });

  it('that is not there can not be used', async () => {
    const input = { ...(await pipelineInput(api)), ...use(randomUUID()) };
    expect(codeOf(await api.run(CREATE_PIPELINE, { input }))).toBe('NOT_FOUND');
  });
});

describe('a pipeline', () => {
  it.each([
    ['in place of a tag', { sluice: 1 }],
    ['without a name', { '': 1 }],
    ['too large', { a: 'x'.repeat(17_000) }],
  ])('takes no custom field %s', async (_what, customFields) => {
    const input = { ...(await pipelineInput(api)), customFields };
    expect(codeOf(await api.run(CREATE_PIPELINE, { input }))).toBe('BAD_USER_INPUT');
  });

  it('tells what it uses', async () => {
    const { createFilter } = dataOf<{ createFilter: { filter: { id: string } } }>(
      await api.run(
        'mutation ($input: CreateFilterInput!) { createFilter(input: $input) { filter { id } } }',
        { input: { name: randomUUID(), ...kinds[0]!.good } },
      ),
    );
    const input = {
      ...(await pipelineInput(api)),
      filterIds: [createFilter.filter.id],
      customFields: { a: [1] },
    };
    await api.run(CREATE_PIPELINE, { input });
    const { pipelines } = dataOf<{ pipelines: { name: string }[] }>(
      await api.run(
        '{ pipelines { name customFields filters { id } logSource { id } disabledRuleIds writeParsed } }',
      ),
    );
    expect(pipelines.find(({ name }) => name === input.name)).toEqual({
      name: input.name,
      customFields: { a: [1] },
      filters: [createFilter.filter],
      logSource: null,
      disabledRuleIds: [],
      writeParsed: false,
    });
  });
});
