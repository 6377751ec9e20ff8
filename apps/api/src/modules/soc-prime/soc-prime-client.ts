import { z } from 'zod';
import {
  askPatiently,
  MAX_TRIES,
  numberOf,
  retryAfter,
  type HostAnswer,
} from '../../outbound/ask-patiently.ts';
import type { Outbound, OutboundResponse } from '../../outbound/outbound.ts';
import { SocPrimeError } from './soc-prime-error.ts';

/** Who asks, and how long a rate limit is waited for. */
export interface SocPrimeRequest {
  readonly apiKey: string;
  readonly signal: AbortSignal;
  readonly maxWaitMs: number;
}

export interface PlatformRepository {
  readonly id: string;
  readonly name: string;
}

/** A rule as the platform has it. */
export interface PlatformRule {
  readonly id: string;
  readonly text: string;
  /** ISO 8601, as the platform writes it; undefined where it says none. */
  readonly updatedAt: string | undefined;
}

/** The custom repositories of SOC Prime's platform, and the Sigma rules in them. Throws SocPrimeError, or the signal's reason. */
export interface SocPrimeClient {
  repositories(request: SocPrimeRequest): Promise<readonly PlatformRepository[]>;
  /** All rules of a repository, or those that changed since a time that the platform told. */
  rules(
    request: SocPrimeRequest,
    repositoryId: string,
    changedSince: string | undefined,
  ): Promise<readonly PlatformRule[]>;
  /** Ids of all rules that a repository has. */
  ruleIds(request: SocPrimeRequest, repositoryId: string): Promise<readonly string[]>;
  /** Gives a rule another text. */
  writeRule(request: SocPrimeRequest, repositoryId: string, ruleId: string, text: string): Promise<void>;
}

export interface SocPrimeClientDependencies {
  readonly outbound: Outbound;
  /** For example https://api.tdm.socprime.com. */
  readonly apiUrl: string;
  readonly now: () => Date;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
const MAX_REPOSITORIES = 10_000;
/** As an upload. */
const MAX_RULES = 60_000;

/** The platform's ids; they become parts of addresses and paths. */
const platformId = z
  .union([z.string(), z.number().int().nonnegative()])
  .transform(String)
  .pipe(z.string().regex(/^[\w-]{1,100}$/));
const repositoryList = z
  .array(z.object({ id: platformId, name: z.string().max(1_000) }))
  .max(MAX_REPOSITORIES);
const ruleList = z
  .array(
    z.object({
      case: z.object({ id: platformId }),
      sigma: z.object({ text: z.string() }),
      update_date: z.string().max(100).nullish(),
      release_date: z.string().max(100).nullish(),
    }),
  )
  .max(MAX_RULES);
const idList = z.array(platformId).max(MAX_RULES);

export function createSocPrimeClient({
  outbound,
  apiUrl,
  now,
  wait,
}: SocPrimeClientDependencies): SocPrimeClient {
  const base = apiUrl.replace(/\/$/, '');

  function addressOf(path: string, query: Readonly<Record<string, string | undefined>>): string {
    const url = new URL(`${base}/v1/${path}`);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, value);
    return url.href;
  }

  async function ask(
    { apiKey, signal, maxWaitMs }: SocPrimeRequest,
    url: string,
    body?: string,
  ): Promise<OutboundResponse> {
    const headers = { 'user-agent': 'sluice', accept: 'application/json', client_secret_id: apiKey };
    const options = { headers, maxBytes: MAX_ANSWER_BYTES, signal };
    const json = { ...headers, 'content-type': 'application/json' };
    const send = (): Promise<OutboundResponse> =>
      body === undefined
        ? outbound.get(url, options)
        : outbound.patch(url, { ...options, headers: json, body });
    const answer = await askPatiently(send, { now, wait, maxWaitMs, signal, rateLimitEnd });
    if (answer.kind !== 'answered') throw failure(answer);
    refuseStatus(answer.response);
    return answer.response;
  }

  return {
    async repositories(request) {
      const url = addressOf('custom-repositories', { select_only_detectflow_repos: 'true' });
      return parse(await ask(request, url), repositoryList);
    },
    async rules(request, repositoryId, changedSince) {
      const query = { repo_id: repositoryId, siem_type: 'sigma', updated_after: changedSince };
      const rules = parse(await ask(request, addressOf('custom-content', query)), ruleList);
      return rules.map((rule) => ({
        id: rule.case.id,
        text: rule.sigma.text,
        updatedAt: rule.update_date ?? rule.release_date ?? undefined,
      }));
    },
    async ruleIds(request, repositoryId) {
      const url = addressOf('custom-content-ids', { repo_id: repositoryId, siem_type: 'sigma' });
      return parse(await ask(request, url), idList);
    },
    async writeRule(request, repositoryId, ruleId, text) {
      const url = addressOf(`custom-content/${encodeURIComponent(ruleId)}`, { repo_id: repositoryId });
      await ask(request, url, JSON.stringify({ rule_text: text, siem_type: 'sigma' }));
    },
  };
}

function parse<T>({ body }: OutboundResponse, shape: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new SocPrimeError('SOC Prime answered with what is no JSON. Try again later.', { cause });
  }
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue === undefined ? '' : ` (${issue.path.join('.')}: ${issue.message})`;
  throw new SocPrimeError(`SOC Prime answered with something else than what was asked for${place}.`);
}

/** 429 alone; without a time that it tells, in a minute. */
function rateLimitEnd({ status, headers }: OutboundResponse, now: Date): Date | undefined {
  if (status !== 429) return undefined;
  const reset = headers['x-rate-limit-reset-timestamp'];
  const seconds = numberOf(reset);
  return (
    retryAfter(headers['retry-after'], now) ??
    (seconds === undefined ? undefined : new Date(seconds * (seconds > 1e11 ? 1 : 1_000))) ??
    new Date(now.getTime() + 60_000)
  );
}

function failure(answer: Exclude<HostAnswer, { readonly kind: 'answered' }>): SocPrimeError {
  switch (answer.kind) {
    case 'limited': {
      const { retryAt } = answer;
      const message = `SOC Prime's rate limit is reached; it takes requests again at ${retryAt.toISOString()}.`;
      return new SocPrimeError(message, { retryAt });
    }
    case 'unreachable':
      return new SocPrimeError(`SOC Prime can't be reached: ${answer.cause.message}.`, {
        cause: answer.cause,
      });
    case 'refused':
      return new SocPrimeError(`SOC Prime is not asked: ${answer.cause.message}.`, { cause: answer.cause });
    case 'failing':
      return new SocPrimeError(`SOC Prime answered ${answer.status} ${MAX_TRIES} times. Try again later.`);
  }
}

function refuseStatus({ status, body }: OutboundResponse): void {
  if (status >= 200 && status < 300) return;
  const isRefusal = true;
  if (status === 401 || status === 403)
    throw new SocPrimeError('SOC Prime does not accept the API key. Set another one.', { isRefusal });
  if (status === 404)
    throw new SocPrimeError(
      'SOC Prime has no such repository or rule, or does not show it to this API key.',
      {
        isRefusal,
      },
    );
  const reason = reasonOf(body);
  throw new SocPrimeError(`SOC Prime answered ${status}${reason === '' ? '' : `: ${reason}`}.`, {
    isRefusal,
  });
}

/** What the platform says of a request that it refused: printable, and short. */
function reasonOf(body: Buffer): string {
  try {
    const { detail } = z.object({ detail: z.string() }).parse(JSON.parse(body.toString('utf8', 0, 10_000)));
    return detail.replaceAll(/[^\x20-\x7e]+/g, ' ').slice(0, 200);
  } catch {
    return '';
  }
}
