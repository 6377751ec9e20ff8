import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLField } from 'graphql';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ACCESS_TABLE_FILE } from './graphql/access-table.ts';
import { Scope } from './modules/auth/index.ts';
import { anyOperation, type AnyOperation } from './testing/any-operation.ts';
import { createApiToken, createMember, createUser, logIn } from './testing/people.ts';
import { startTestApi, type Answer, type TestApi } from './testing/start-test-api.ts';

type Verdict = 'allowed' | 'UNAUTHENTICATED' | 'FORBIDDEN';

/** A line of access-table.txt. */
interface Line {
  readonly root: string;
  readonly field: string;
  /** Letters of the roles; undefined: public. */
  readonly roles: string | undefined;
  readonly token: readonly string[];
  readonly isForNewcomers: boolean;
}

interface Caller {
  readonly name: string;
  /** Letter of the role; undefined: nobody. */
  readonly role: string | undefined;
  /** Undefined: a person. */
  readonly scopes: readonly string[] | undefined;
  readonly isNewcomer: boolean;
  readonly token: string;
  /** For what may end the session. */
  readonly anotherToken: () => Promise<string>;
}

const schema = buildSchema(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'));
const allScopes = Object.values(Scope);

const table: readonly Line[] = readFileSync(ACCESS_TABLE_FILE, 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [name = '', roles = '', ...needs] = line.split(/ +/);
    const [root = '', field = ''] = name.split('.');
    return {
      root,
      field,
      roles: roles === 'PUBLIC' ? undefined : roles,
      token: needs.filter((need) => need !== 'TEMPORARY'),
      isForNewcomers: needs.includes('TEMPORARY'),
    };
  });

function mayToken(given: readonly string[], needs: readonly string[]): boolean {
  if (needs[0] === 'PEOPLE_ONLY') return false;
  if (needs[0] === 'ANY_TOKEN') return true;
  return needs.every(
    (need) =>
      given.includes(need) || (need.endsWith('_READ') && given.includes(need.replace('_READ', '_WRITE'))),
  );
}

/** What the table says. */
function expected({ role, scopes: given, isNewcomer }: Caller, line: Line): Verdict {
  if (line.roles === undefined) return 'allowed';
  if (role === undefined) return 'UNAUTHENTICATED';
  if (!line.roles.includes(role)) return 'FORBIDDEN';
  if (given !== undefined && !mayToken(given, line.token)) return 'FORBIDDEN';
  return isNewcomer && !line.isForNewcomers ? 'FORBIDDEN' : 'allowed';
}

function verdictOf(errors: Answer['errors']): Verdict {
  const error = errors?.[0];
  const code = error?.extensions['code'];
  if (code === 'UNAUTHENTICATED' || code === 'FORBIDDEN') return code;
  // Refused before the caller was looked at: the operation that was made is none that the schema takes.
  if (code === 'GRAPHQL_VALIDATION_FAILED' || error?.message.startsWith('Variable') === true)
    throw new Error(error?.message);
  return 'allowed';
}

let api: TestApi;
let callers: readonly Caller[];

beforeAll(async () => {
  api = await startTestApi();
  const person = async (role: string): Promise<Caller> => {
    const { email, password, token } = await createMember(api, role);
    const anotherToken = (): Promise<string> => logIn(api, email, password);
    const letter = role === 'ANALYST' ? 'N' : role[0];
    return { name: role, role: letter, scopes: undefined, isNewcomer: false, token, anotherToken };
  };
  const script = async (owner: Caller, given: readonly string[], what: string): Promise<Caller> => {
    const { secret } = await createApiToken(api, given, owner.token);
    const name = `token of ${owner.name}, ${what}`;
    return { ...owner, name, scopes: given, token: secret, anotherToken: () => Promise.resolve(secret) };
  };
  const nobody: Caller = {
    name: 'nobody',
    role: undefined,
    scopes: undefined,
    isNewcomer: false,
    token: '',
    anotherToken: () => Promise.resolve(''),
  };
  const { email, password } = await createUser(api, 'ADMIN');
  const anotherToken = (): Promise<string> => logIn(api, email, password);
  const token = await anotherToken();
  const newcomer = { ...nobody, name: 'newcomer', role: 'A', isNewcomer: true, token, anotherToken };
  const [admin, engineer, analyst, viewer] = [
    await person('ADMIN'),
    await person('ENGINEER'),
    await person('ANALYST'),
    await person('VIEWER'),
  ];
  const people = [admin, engineer, analyst, viewer];
  const scripts = [
    await script(admin, [], 'no scope'),
    await script(admin, allScopes, 'all scopes'),
    await script(engineer, allScopes, 'all scopes'),
    await script(viewer, allScopes, 'all scopes'),
  ];
  for (const scope of allScopes) scripts.push(await script(admin, [scope], scope));
  callers = [nobody, newcomer, ...people, ...scripts];
});
afterAll(() => api.stop());

function fieldOf({ root, field }: Line): GraphQLField<unknown, unknown> {
  const type = { Query: schema.getQueryType(), Mutation: schema.getMutationType() }[root];
  const found = (type ?? schema.getSubscriptionType())?.getFields()[field];
  if (found === undefined) throw new Error(`${root}.${field} is not in the schema`);
  return found;
}

/** A subscription that is refused says so before queries sent after it are answered; one that is allowed says nothing. */
async function subscribe({ text, variables }: AnyOperation, token: string): Promise<Verdict> {
  const socket = createClient({
    url: `${api.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: token === '' ? {} : { authorization: `Bearer ${token}` },
  });
  const answered = Promise.withResolvers<Verdict>();
  const take = (answer: unknown): void => {
    if (answer instanceof Error) answered.reject(answer);
    else if (typeof answer === 'object' && answer !== null && 'code' in answer)
      answered.resolve(answer.code === 4403 ? 'UNAUTHENTICATED' : 'FORBIDDEN');
    else
      answered.resolve(
        verdictOf(Array.isArray(answer) ? (answer as Answer['errors']) : (answer as Answer).errors),
      );
  };
  socket.subscribe({ query: text, variables }, { next: take, error: take, complete: () => undefined });
  const others = async (): Promise<Verdict> => {
    for (let turn = 0; turn < 5; turn += 1)
      for await (const answer of socket.iterate({ query: '{ me { id } }' }))
        if (answer.errors !== undefined) throw new Error('not even "me"');
    return 'allowed';
  };
  const verdict = await Promise.race([answered.promise, others().catch(() => answered.promise)]);
  await socket.dispose();
  return verdict;
}

async function verdict(caller: Caller, line: Line): Promise<Verdict> {
  const field = fieldOf(line);
  const operation = anyOperation(line.root, field);
  if (line.root === 'Subscription') return subscribe(operation, caller.token);
  const mayEndSession = line.root === 'Mutation' && field.args.length === 0;
  const token = mayEndSession ? await caller.anotherToken() : caller.token;
  return verdictOf((await api.run(operation.text, operation.variables, token)).errors);
}

it('the table has a line for every operation of the schema', () => {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const operations = roots.flatMap((root) =>
    Object.keys(root?.getFields() ?? {}).map((field) => `${root?.name ?? ''}.${field}`),
  );
  expect(table.map(({ root, field }) => `${root}.${field}`).toSorted()).toEqual(operations.toSorted());
});

it('every caller may do what the table says and nothing else', { timeout: 300_000 }, async () => {
  const holes: string[] = [];
  const verdicts = { allowed: 0, UNAUTHENTICATED: 0, FORBIDDEN: 0 };
  for (const line of table) {
    await Promise.all(
      callers.map(async (caller) => {
        const found = await verdict(caller, line);
        const wanted = expected(caller, line);
        verdicts[found] += 1;
        if (found !== wanted)
          holes.push(`${line.root}.${line.field} as ${caller.name}: ${found}, not ${wanted}`);
      }),
    );
  }
  process.stdout.write(
    `role table: ${table.length} operations × ${callers.length} callers: ${JSON.stringify(verdicts)}, holes ${holes.length}
`,
  );
  expect(holes).toEqual([]);
});
