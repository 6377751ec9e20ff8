import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { invariant } from '@sluice/diagnostics';

import { EmbeddedError } from './embedded-error.ts';
import { explainFailure } from './explain-failure.ts';
import { identify, isAlive } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

const CLAIM_FILE = 'owner.json';

export interface Claim {
  /** Tells later claimants where the holder can be reached. */
  announce(address: string): void;
  release(): void;
}

interface Owner extends ProcessIdentity {
  readonly address?: string;
}

/**
 * Makes this process the one user of a data directory, creating it where it is missing. Refuses while the process that
 * claimed it lives; a claim whose process is dead is taken over.
 */
export function claimDirectory(directory: string, what: string): Claim {
  const file = join(directory, CLAIM_FILE);
  const self = identify(process.pid);
  invariant(self !== undefined, 'this process is not found among the living');
  try {
    mkdirSync(directory, { recursive: true });
    if (!writeClaim(file, self)) takeOver(file, self, directory, what);
    return {
      announce: (address) => {
        writeFileSync(file, JSON.stringify({ ...self, address }));
      },
      release: () => {
        release(file, self);
      },
    };
  } catch (error) {
    throw explainFailure(`${what} cannot use ${directory}`, error);
  }
}

function writeClaim(file: string, self: ProcessIdentity): boolean {
  try {
    writeFileSync(file, JSON.stringify(self), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function takeOver(file: string, self: ProcessIdentity, directory: string, what: string): void {
  const owner = readClaim(file);
  if (owner !== undefined && isAlive(owner)) {
    const where = owner.address === undefined ? '' : ` at ${owner.address}`;
    throw new EmbeddedError(
      `${what} in ${directory} is already used by process ${owner.pid}${where}; stop that one first or choose another data directory.`,
    );
  }
  rmSync(file, { force: true });
  if (!writeClaim(file, self)) {
    throw new EmbeddedError(
      `${what} in ${directory} was claimed by another process just now; stop that one first.`,
    );
  }
}

function readClaim(file: string): Owner | undefined {
  try {
    const owner = JSON.parse(readFileSync(file, 'utf8')) as Partial<Owner>;
    return typeof owner.pid === 'number' && typeof owner.startToken === 'string'
      ? (owner as Owner)
      : undefined;
  } catch {
    return undefined;
  }
}

function release(file: string, self: ProcessIdentity): void {
  const owner = readClaim(file);
  if (owner?.pid === self.pid && owner.startToken === self.startToken) rmSync(file, { force: true });
}
