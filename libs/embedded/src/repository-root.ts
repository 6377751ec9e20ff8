import { fileURLToPath } from 'node:url';

/** The folder of the checkout; this library is never used outside one. */
export const repositoryRoot = fileURLToPath(new URL('../../..', import.meta.url));
