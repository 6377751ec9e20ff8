import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import type { Answer, SeenRequest } from './github-stand-in.ts';

/** An answer that ends before its announced length. */
export const CUT_OFF: Answer = { status: 200, body: 'cut off' };

interface StoredRule {
  text: string;
  updatedAt: string;
}

/** A server that speaks as much of SOC Prime's API as Sluice needs, with its errors. */
export interface SocPrimeStandIn {
  readonly url: string;
  /** All requests so far, with what they were answered. */
  readonly requests: (SeenRequest & { readonly body: string })[];
  /** Keys that are accepted. */
  readonly keys: Set<string>;
  /** Makes a repository, or renames it. */
  putRepository(id: string, name: string): void;
  /** Adds a rule or gives it another text; `updatedAt` is now unless it is said. */
  putRule(repositoryId: string, ruleId: string, text: string, updatedAt?: string): void;
  removeRule(repositoryId: string, ruleId: string): void;
  textOf(repositoryId: string, ruleId: string): string | undefined;
  /** The next answers to requests whose path holds `part`. */
  answerNext(part: string, ...answers: readonly Answer[]): void;
  stop(): void;
}

const json = (status: number, value: unknown): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

export async function startSocPrimeStandIn(): Promise<SocPrimeStandIn> {
  const repositories = new Map<string, { name: string; rules: Map<string, StoredRule> }>();
  const requests: SocPrimeStandIn['requests'] = [];
  const planned: { part: string; answer: Answer }[] = [];
  const keys = new Set<string>();
  let clock = Date.now();

  function content({ rules }: { rules: Map<string, StoredRule> }, after: string | null): Answer {
    const found = [...rules].filter(
      ([, { updatedAt }]) => after === null || Date.parse(updatedAt) > Date.parse(after),
    );
    const items = found.map(([id, { text, updatedAt }]) => ({
      case: { id, name: id },
      sigma: { text, level: 'high' },
      tags: { technique: [] },
      release_date: '2020-01-01T00:00:00Z',
      update_date: updatedAt,
    }));
    return json(200, items);
  }

  function answerTo({ method, headers }: IncomingMessage, url: URL, body: string): Answer {
    const index = planned.findIndex(({ part }) => `${url.pathname}${url.search}`.includes(part));
    const [plan] = index < 0 ? [] : planned.splice(index, 1);
    if (plan !== undefined) return plan.answer;
    if (!keys.has(String(headers['client_secret_id']))) return json(401, { detail: 'no such client' });
    if (url.pathname === '/v1/custom-repositories')
      return json(
        200,
        [...repositories].map(([id, { name }]) => ({ id, name })),
      );
    const repository = repositories.get(url.searchParams.get('repo_id') ?? '');
    if (repository === undefined) return json(404, { detail: 'no such repository' });
    if (method === 'PATCH') {
      const rule = repository.rules.get(url.pathname.split('/').at(-1) ?? '');
      if (rule === undefined) return json(404, { detail: 'no such rule' });
      const { rule_text: text } = JSON.parse(body) as { rule_text: string };
      Object.assign(rule, { text, updatedAt: new Date((clock += 1_000)).toISOString() });
      return json(200, {});
    }
    if (url.searchParams.get('siem_type') !== 'sigma') return json(400, { detail: 'siem_type is missing' });
    if (url.pathname === '/v1/custom-content-ids') return json(200, [...repository.rules.keys()]);
    if (url.pathname === '/v1/custom-content')
      return content(repository, url.searchParams.get('updated_after'));
    return json(404, { detail: 'not found' });
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'http://stand-in');
    const sent = await readText(request);
    const given = answerTo(request, url, sent);
    const { status, headers = {}, body = '' } = given;
    const path = `${url.pathname}${url.search}`;
    requests.push({ path, authorization: String(request.headers['client_secret_id']), status, body: sent });
    if (given !== CUT_OFF) {
      response.writeHead(status, headers).end(body);
      return;
    }
    response.writeHead(status, { 'content-length': '1000' }).write(body, () => response.destroy());
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const at = (id: string) => repositories.get(id) ?? { name: id, rules: new Map<string, StoredRule>() };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    keys,
    putRepository(id, name) {
      repositories.set(id, { ...at(id), name });
    },
    putRule(repositoryId, ruleId, text, updatedAt = new Date((clock += 1_000)).toISOString()) {
      repositories.get(repositoryId)?.rules.set(ruleId, { text, updatedAt });
    },
    removeRule(repositoryId, ruleId) {
      repositories.get(repositoryId)?.rules.delete(ruleId);
    },
    textOf: (repositoryId, ruleId) => repositories.get(repositoryId)?.rules.get(ruleId)?.text,
    answerNext(part, ...answers) {
      planned.push(...answers.map((each) => ({ part, answer: each })));
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
