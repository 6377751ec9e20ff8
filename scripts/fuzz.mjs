// `pnpm fuzz`: random rules and events, for five minutes unless told otherwise.
import { become, bootstrap } from './bootstrap.mjs';

bootstrap();
become('libs/sigma/src/testing/fuzz/main.mjs', process.argv.slice(2));
