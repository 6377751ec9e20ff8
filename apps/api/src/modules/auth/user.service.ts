import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { AppError } from '../../app-error.ts';
import { countRows, listRows, type ListShape } from '../../database/list-rows.ts';
import { isUuid } from '../../database/uuid.ts';
import { onUniqueViolation } from '../../database/unique-violation.ts';
import { writeAudit, type Actor } from '../audit/index.ts';
import { type AccountQuery } from './account-query.ts';
import { auditedUser } from './audited-user.ts';
import { createLoginLimit } from './login-limit.ts';
import { hashPassword, newPassword } from './password.ts';
import { lockUser, refuseWithoutAdministrator } from './last-administrator.ts';
import { Role } from './role.ts';
import { endSessions } from './sessions.ts';
import { checkTopicPatterns, EVERY_TOPIC } from './topic-patterns.ts';
import { User } from './user.entity.ts';

const MAX_NAME_CHARS = 100;
/** RFC 5321 §4.5.3.1.3, without the angle brackets. */
const MAX_EMAIL_CHARS = 254;

/** A user with a password that was made for them. It is shown now and kept nowhere; they change it at their first login. */
export interface WithTemporaryPassword {
  readonly user: User;
  readonly temporaryPassword: string;
}

export interface UserService {
  /** By e-mail where nothing is asked. Throws BAD_USER_INPUT for a search or page that is out of bounds. */
  list(query?: AccountQuery): Promise<User[]>;
  /** How many `list` has on all of its pages. Throws as it does. */
  count(search: string | undefined): Promise<number>;
  /** Throws NOT_FOUND. */
  get(id: string): Promise<User>;
  /** Throws BAD_USER_INPUT (e-mail, name, topics), CONFLICT (e-mail). */
  create(
    actor: Actor,
    input: {
      readonly email: string;
      readonly name: string;
      readonly role: Role;
      readonly topicPatterns?: readonly string[];
    },
  ): Promise<WithTemporaryPassword>;
  /**
   * What is undefined stays. Another role, other topics and a deactivation end all sessions of the user. Throws NOT_FOUND; BAD_USER_INPUT
   * (name, topics); CONFLICT where no active administrator would be left.
   */
  update(
    actor: Actor,
    input: {
      readonly id: string;
      readonly name?: string | undefined;
      readonly role?: Role | undefined;
      readonly isActive?: boolean | undefined;
      readonly topicPatterns?: readonly string[] | undefined;
    },
  ): Promise<User>;
  /** With sessions and API tokens. Throws NOT_FOUND; CONFLICT where no active administrator would be left. */
  delete(actor: Actor, id: string): Promise<string>;
  /** Ends all sessions of the user and lifts a lockout. Throws NOT_FOUND; BAD_USER_INPUT for one's own. */
  resetPassword(actor: Actor, id: string): Promise<WithTemporaryPassword>;
  /** Creates the first user where there is none. Returns the password if one had to be made: it is not kept. */
  ensureFirst(email: string, password: string | undefined): Promise<string | undefined>;
}

export function checkEmail(email: string): string {
  const lower = email.trim().toLowerCase();
  if (lower.length <= MAX_EMAIL_CHARS && z.email().safeParse(lower).success) return lower;
  throw new AppError('BAD_USER_INPUT', `"${lower.slice(0, 100)}" is no e-mail address.`);
}

function checkUserName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length <= MAX_NAME_CHARS) return trimmed;
  throw new AppError('BAD_USER_INPUT', `A user's name has at most ${MAX_NAME_CHARS} characters.`);
}

/** Who manages users could take any limit away. */
function checkTopics(role: Role, patterns: readonly string[]): string[] {
  if (role !== Role.ADMIN || patterns.includes(EVERY_TOPIC)) return checkTopicPatterns(patterns);
  const message = 'An administrator may see every topic. Give the patterns ["*"], or another role.';
  throw new AppError('BAD_USER_INPUT', message);
}

const LIST_SHAPE: ListShape<AccountQuery['sort']> = {
  searched: "concat_ws(' ', u.email, u.name)",
  orders: {
    NAME: [['u.email', 'ASC']],
    CREATED_AT: [
      ['u.createdAt', 'DESC'],
      ['u.email', 'ASC'],
    ],
    LAST_USED: [
      ['u.lastLoginAt', 'DESC'],
      ['u.email', 'ASC'],
    ],
  },
};

export function createUserService(database: DataSource, now: () => Date): UserService {
  const { manager: reader } = database;
  const limit = createLoginLimit(database);

  /** One change of a user that is there: their row locked, told to the audit log, an administrator left. */
  function change(
    actor: Actor,
    id: string,
    set: (user: User) => Partial<User>,
    endsSessions: (before: User, after: User) => boolean,
  ): Promise<User> {
    return database.transaction(async (manager) => {
      const before = await lockUser(manager, id);
      const after = manager.create(User, { ...before, ...set(before) });
      await manager.save(after);
      await refuseWithoutAdministrator(manager);
      if (endsSessions(before, after)) await endSessions(manager, id);
      await writeAudit(manager, actor, [auditedUser(before, after)]);
      return after;
    });
  }

  async function temporary(): Promise<{
    readonly temporaryPassword: string;
    readonly columns: Pick<User, 'passwordHash' | 'mustChangePassword' | 'passwordChangedAt'>;
  }> {
    const temporaryPassword = newPassword();
    const passwordHash = await hashPassword(temporaryPassword);
    return {
      temporaryPassword,
      columns: { passwordHash, mustChangePassword: true, passwordChangedAt: now() },
    };
  }

  return {
    list: (query = { sort: 'NAME' }) => listRows(reader.createQueryBuilder(User, 'u'), query, LIST_SHAPE),
    count: (search) => countRows(reader.createQueryBuilder(User, 'u'), search, LIST_SHAPE),
    async get(id) {
      const user = isUuid(id) ? await reader.findOneBy(User, { id }) : null;
      if (user === null) throw new AppError('NOT_FOUND', `There is no user with id ${id}.`);
      return user;
    },
    async create(actor, input) {
      const email = checkEmail(input.email);
      const { temporaryPassword, columns } = await temporary();
      const topicPatterns = checkTopics(input.role, input.topicPatterns ?? [EVERY_TOPIC]);
      const name = checkUserName(input.name);
      const row = { email, name, role: input.role, topicPatterns, isActive: true, ...columns };
      const user = await database.transaction(async (manager) => {
        const saved = await onUniqueViolation(
          manager.save(manager.create(User, row)),
          () => new AppError('CONFLICT', `A user with the e-mail "${email}" exists already.`),
        );
        await writeAudit(manager, actor, [auditedUser(undefined, saved)]);
        return saved;
      });
      return { user, temporaryPassword };
    },
    update: (actor, { id, name, role, isActive, topicPatterns }) =>
      change(
        actor,
        id,
        (user) => ({
          name: name === undefined ? user.name : checkUserName(name),
          role: role ?? user.role,
          isActive: isActive ?? user.isActive,
          topicPatterns: checkTopics(role ?? user.role, topicPatterns ?? user.topicPatterns),
        }),
        (before, after) =>
          before.role !== after.role ||
          !after.isActive ||
          before.topicPatterns.join() !== after.topicPatterns.join(),
      ),
    delete: (actor, id) =>
      database.transaction(async (manager) => {
        const before = await lockUser(manager, id);
        await manager.delete(User, { id });
        await refuseWithoutAdministrator(manager);
        await writeAudit(manager, actor, [auditedUser(before, undefined)]);
        return id;
      }),
    async resetPassword(actor, id) {
      if (actor.userId === id)
        throw new AppError('BAD_USER_INPUT', 'This is your own password. Use "changePassword".');
      const { temporaryPassword, columns } = await temporary();
      const user = await change(
        actor,
        id,
        () => columns,
        () => true,
      );
      await limit.succeed([{ kind: 'user', name: user.email }]);
      return { user, temporaryPassword };
    },
    async ensureFirst(email, password) {
      if ((await reader.count(User)) > 0) return undefined;
      const chosen = password ?? newPassword();
      const passwordHash = await hashPassword(chosen);
      await reader
        .createQueryBuilder()
        .insert()
        .into(User)
        .values({ email: email.toLowerCase(), passwordHash, role: Role.ADMIN })
        .orIgnore()
        .execute();
      return password === undefined ? chosen : undefined;
    },
  };
}
