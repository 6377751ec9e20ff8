import 'reflect-metadata';
import { EnvError } from '@sluice/runtime';
import { AppError } from './app-error.ts';
import { createDataSource } from './database/data-source.ts';
import { readDatabaseUrl } from './env.ts';
import { systemActor } from './modules/audit/index.ts';
import { createUserService } from './modules/auth/index.ts';

// `node reset-password.ts <e-mail>` with DATABASE_URL, for when nobody can log in any more: gives the user a temporary
// password, ends their sessions, lifts a lockout and prints the password, once.
async function resetPassword(email: string): Promise<string> {
  const database = await createDataSource(readDatabaseUrl()).initialize();
  try {
    const users = createUserService(database, () => new Date());
    const wanted = email.trim().toLowerCase();
    const user = (await users.list()).find((each) => each.email === wanted);
    if (user === undefined) throw new AppError('NOT_FOUND', `There is no user with the e-mail "${email}".`);
    if (!user.isActive)
      process.stderr.write(`${user.email} is inactive: an administrator must activate them too.\n`);
    return (await users.resetPassword(systemActor('reset-password'), user.id)).temporaryPassword;
  } finally {
    await database.destroy();
  }
}

const [email, ...more] = process.argv.slice(2);
try {
  if (email === undefined || more.length > 0)
    throw new EnvError('Usage: DATABASE_URL=postgres://… reset-password <e-mail>');
  process.stdout.write(`${await resetPassword(email)}\n`);
} catch (error) {
  if (!(error instanceof EnvError || error instanceof AppError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error instanceof EnvError ? 2 : 1;
}
