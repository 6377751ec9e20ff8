// `pnpm check`: everything that needs no running Sluice.
import { bootstrap } from './bootstrap.mjs';
import { checkSteps } from './check-steps.mjs';
import { runSteps } from './run-steps.mjs';

bootstrap();
const results = await runSteps(checkSteps(), 2);
process.exit(results.some((result) => result.failed > 0) ? 1 : 0);
