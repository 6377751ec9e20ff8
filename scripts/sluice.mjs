// `npm run -s sluice -- <command>`: the command line tool. Nothing but the tool writes to stdout.
import { become, bootstrap, servicePrograms } from './bootstrap.mjs';

const [command] = process.argv.slice(2);
bootstrap(command === 'replay' ? servicePrograms : []);
become('apps/cli/src/main.ts', process.argv.slice(2));
