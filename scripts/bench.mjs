// `pnpm bench:…`: the benchmark and its generators. Nothing but them writes to stdout.
import { become, bootstrap } from './bootstrap.mjs';

bootstrap();
become('bench/src/main.ts', process.argv.slice(2));
