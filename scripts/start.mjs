// `npm start`: Sluice with all that it needs, on this machine.
import { become, bootstrap, servicePrograms } from './bootstrap.mjs';

bootstrap(servicePrograms);
become('apps/cli/src/start.ts', process.argv.slice(2));
