import 'reflect-metadata';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../database/data-source.ts';
import { newDatabase } from '../../testing/start-test-api.ts';
import { systemActor } from '../audit/index.ts';
import { createAuthService } from './auth.service.ts';
import { Role } from './role.ts';
import { Session } from './session.entity.ts';
import { User } from './user.entity.ts';
import { createUserService } from './user.service.ts';

let database: DataSource;
beforeAll(async () => {
  database = await createDataSource(await newDatabase()).initialize();
  await database.runMigrations();
});
afterAll(() => database.destroy());

const actor = systemActor('test');
const now = (): Date => new Date();

it('two administrators who demote or delete each other at once leave one', async () => {
  const users = createUserService(database, now);
  for (let turn = 0; turn < 10; turn += 1) {
    await database.query('DELETE FROM users');
    const ids = [];
    for (const email of ['a@example.org', 'b@example.org'])
      ids.push((await users.create(actor, { email, name: '', role: Role.ADMIN })).user.id);
    const [a = '', b = ''] = ids;
    const outcomes = await Promise.allSettled([
      users.update(actor, { id: b, role: Role.VIEWER }),
      turn % 2 === 0 ? users.update(actor, { id: a, isActive: false }) : users.delete(actor, a),
    ]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await database.manager.countBy(User, { role: Role.ADMIN, isActive: true })).toBe(1);
  }
});

it('no session outlives a deactivation that meets the login', async () => {
  const [users, auth] = [createUserService(database, now), createAuthService(database, now)];
  const client = { address: '192.0.2.1', userAgent: '' };
  for (let turn = 0; turn < 10; turn += 1) {
    const email = `viewer-${turn}@example.org`;
    const { user, temporaryPassword } = await users.create(actor, { email, name: '', role: Role.VIEWER });
    await Promise.allSettled([
      auth.login(actor, email, temporaryPassword, client),
      new Promise((resolve) => setTimeout(resolve, turn * 5)).then(() =>
        users.update(actor, { id: user.id, isActive: false }),
      ),
    ]);
    expect(await database.manager.countBy(Session, { userId: user.id })).toBe(0);
  }
});
