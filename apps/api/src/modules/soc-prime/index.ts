export { SocPrimeAccount } from './soc-prime-account.entity.ts';
export { createSocPrimeClient } from './soc-prime-client.ts';
export type { PlatformRule, SocPrimeClient } from './soc-prime-client.ts';
export { SocPrimeError } from './soc-prime-error.ts';
export { createSocPrimeService } from './soc-prime.service.ts';
export type { SocPrimeService } from './soc-prime.service.ts';
export { createSendOverride } from './send-override.ts';
