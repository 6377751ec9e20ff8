import { execFile } from 'node:child_process';
import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

import { EmbeddedError } from './embedded-error.ts';

/** The system user that Postgres runs as. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

const NAME = 'postgres';
const run = promisify(execFile);

/**
 * Postgres refuses to run as root. From a root shell it runs as the system user `postgres`, who is made where missing;
 * from any other it runs as its caller (undefined).
 */
export async function postgresUser(): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  return (await lookUp()) ?? (await createUser());
}

async function lookUp(): Promise<SystemUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', NAME]), run('id', ['-g', NAME])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function createUser(): Promise<SystemUser> {
  const hasGroup = await run('getent', ['group', NAME]).then(
    () => true,
    () => false,
  );
  const membership = hasGroup ? ['--gid', NAME] : ['--user-group'];
  try {
    await run('useradd', [
      '--system',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      ...membership,
      NAME,
    ]);
  } catch (cause) {
    throw new EmbeddedError(
      `Postgres does not run as root, and the system user ${NAME} for it cannot be made; make it, start Sluice as a normal user, or set DATABASE_URL.`,
      { cause },
    );
  }
  const user = await lookUp();
  if (user === undefined)
    throw new EmbeddedError(
      `The system user ${NAME} was made but is not found; start Sluice as a normal user.`,
    );
  return user;
}

/** Makes `folder` so that other system users may enter it and the folders made above it, whatever the umask is. */
export async function makeEnterableFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await chmod(made, 0o755);
}

/** Refuses where `user` cannot enter one of the folders above `path`, and names that folder. */
export async function refuseClosedFolders(path: string, user: SystemUser): Promise<void> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const mayEnter = uid === user.uid ? mode & 0o100 : gid === user.gid ? mode & 0o010 : mode & 0o001;
    if (mayEnter === 0) {
      throw new EmbeddedError(
        `Postgres runs as the system user ${NAME}, who may not enter ${folder}; open it (chmod o+x ${folder}), move the project, or start Sluice as a normal user.`,
      );
    }
    if (folder === dirname(folder)) return;
  }
}
