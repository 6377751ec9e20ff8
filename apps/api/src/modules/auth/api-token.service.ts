import type { DataSource } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { countRows, listRows, type ListShape } from '../../database/list-rows.ts';
import { checkName } from '../../database/name.ts';
import { onUniqueViolation } from '../../database/unique-violation.ts';
import { isUuid } from '../../database/uuid.ts';
import { auditedChange, AuditObject, writeAudit, type Actor, type AuditedChange } from '../audit/index.ts';
import type { AccountQuery } from './account-query.ts';
import { API_TOKEN_PREFIX, newSecret, secretHash } from './secret.ts';
import { ApiToken } from './api-token.entity.ts';
import type { Scope } from './scope.ts';
import { checkTopicPatterns, EVERY_TOPIC } from './topic-patterns.ts';

const MAX_TOKENS = 50;
const MAX_DAYS = 366;

export interface ApiTokenService {
  /** By name where nothing is asked. Throws BAD_USER_INPUT for a search or page that is out of bounds. */
  list(userId: string, query?: AccountQuery): Promise<ApiToken[]>;
  /** How many `list` has on all of its pages. Throws as it does. */
  count(userId: string, search: string | undefined): Promise<number>;
  /**
   * The secret is shown now and kept nowhere. Throws BAD_USER_INPUT (name, time, more than 50 tokens), CONFLICT (name).
   */
  create(
    actor: Actor,
    userId: string,
    input: {
      readonly name: string;
      readonly scopes: readonly Scope[];
      readonly topicPatterns?: readonly string[];
      readonly expiresAt: Date;
    },
  ): Promise<{ readonly apiToken: ApiToken; readonly secret: string }>;
  /** Of the owner alone where one is given. Throws NOT_FOUND. */
  revoke(actor: Actor, id: string, ownerId: string | undefined): Promise<string>;
}

function audited(before: ApiToken | undefined, after: ApiToken | undefined): AuditedChange {
  const facts = ({ name, userId, scopes, topicPatterns, expiresAt }: ApiToken) => ({
    ...{ name, userId, scopes, topicPatterns, expiresAt },
  });
  return auditedChange(AuditObject.API_TOKEN, before, after, facts);
}

const LIST_SHAPE: ListShape<AccountQuery['sort']> = {
  searched: 'token.name',
  orders: {
    NAME: [['token.name', 'ASC']],
    CREATED_AT: [
      ['token.createdAt', 'DESC'],
      ['token.name', 'ASC'],
    ],
    LAST_USED: [
      ['token.lastUsedAt', 'DESC'],
      ['token.name', 'ASC'],
    ],
  },
};

export function createApiTokenService(database: DataSource, now: () => Date): ApiTokenService {
  const { manager: reader } = database;

  function checkExpiry(expiresAt: Date): Date {
    const latest = new Date(now().getTime() + MAX_DAYS * 24 * 3600 * 1000);
    if (expiresAt > now() && expiresAt <= latest) return expiresAt;
    const message = `"expiresAt" is ${expiresAt.toISOString()}; it must lie ahead, by at most ${MAX_DAYS} days.`;
    throw new AppError('BAD_USER_INPUT', message);
  }

  return {
    list: (userId, query = { sort: 'NAME' }) =>
      listRows(reader.createQueryBuilder(ApiToken, 'token').where({ userId }), query, LIST_SHAPE),
    count: (userId, search) =>
      countRows(reader.createQueryBuilder(ApiToken, 'token').where({ userId }), search, LIST_SHAPE),
    create: (actor, userId, input) =>
      database.transaction(async (manager) => {
        const name = checkName('API token', input.name);
        const expiresAt = checkExpiry(input.expiresAt);
        if ((await manager.countBy(ApiToken, { userId })) >= MAX_TOKENS) {
          const message = `You have ${MAX_TOKENS} API tokens; no more are possible. Revoke one first.`;
          throw new AppError('BAD_USER_INPUT', message);
        }
        const secret = newSecret(API_TOKEN_PREFIX);
        const tokenHash = secretHash(secret);
        const scopes = [...new Set(input.scopes)].toSorted();
        const topicPatterns = checkTopicPatterns(input.topicPatterns ?? [EVERY_TOPIC]);
        const apiToken = await onUniqueViolation(
          manager.save(
            manager.create(ApiToken, { userId, name, scopes, topicPatterns, expiresAt, tokenHash }),
          ),
          () =>
            new AppError('CONFLICT', `You have an API token named "${name}" already. Choose another name.`),
        );
        await writeAudit(manager, actor, [audited(undefined, apiToken)]);
        return { apiToken, secret };
      }),
    revoke: (actor, id, ownerId) =>
      database.transaction(async (manager) => {
        const where = { id, ...(ownerId === undefined ? {} : { userId: ownerId }) };
        const apiToken = isUuid(id) ? await manager.findOneBy(ApiToken, where) : null;
        if (apiToken === null) throw new AppError('NOT_FOUND', `There is no API token with id ${id}.`);
        await manager.delete(ApiToken, { id });
        await writeAudit(manager, actor, [audited(apiToken, undefined)]);
        return id;
      }),
  };
}
