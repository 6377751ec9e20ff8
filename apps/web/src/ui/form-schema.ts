import { z } from 'zod';

// By itself it tries to make code from text, which the page's Content Security Policy refuses.
z.config({ jitless: true });

/** Says what a form may hold. */
export { z };
