import { join } from 'node:path';

import { inheritedEnv } from './env.ts';
import { freePort } from './free-port.ts';
import { untilHttpReady } from './http-ready.ts';
import type { Log } from './log.ts';
import { repositoryRoot } from './repository-root.ts';
import { startService } from './service-process.ts';
import type { Exit } from './service-process.ts';
import { viteProgram, webApp } from './web-build.ts';

const READY_TIMEOUT_MS = 60_000;
const STOP_GRACE_MS = 15_000;
const SOURCE = '--conditions=@sluice/source';
/**
 * Megabytes of each half of V8's young generation. V8 takes up to 64 where there is memory, 134 MB in all; matching by bytes
 * allocates next to nothing. `deploy/Dockerfile` says the same.
 */
const YOUNG_GENERATION = '--max-semi-space-size=8';
/** What an app gets only when it is asked for: the caller's own settings must not leak into a stack of tests. */
const SETTINGS =
  /^(DATABASE_URL|REDIS_URL|HOST|PORT|HEALTH_PORT|WORKER_ID|MAX_EVENT_BYTES|RARITY_FILE|DEMO_RULES|LOG_LEVEL|ALLOWED_ORIGINS|COOKIE_SECURE|TRUSTED_PROXIES|(KAFKA|ADMIN|SLUICE)_.*)$/;

/** One running program of Sluice. */
export interface RunningApp {
  readonly name: string;
  readonly pid: number;
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly exited: Promise<Exit>;
  /** Sends a signal and returns at once; for tests that kill. */
  kill(signal: NodeJS.Signals): void;
  stop(): Promise<void>;
}

export type Settings = Readonly<Record<string, string>>;

export interface AppHooks {
  readonly onLine: (app: string, line: string) => void;
  /** An app ended that nobody had stopped. */
  readonly onDeath: (app: string, exit: Exit) => void;
}

/** The control plane. Its decorators need metadata, which Node's own type stripping does not emit. */
export async function startApi(
  settings: Settings,
  preferredPort: number | undefined,
  hooks: AppHooks,
): Promise<RunningApp> {
  const cwd = join(repositoryRoot, 'apps/api');
  const port = await freePort(preferredPort);
  return await startApp({
    name: 'api',
    cwd,
    // Node resolves the preloaded module from the working directory.
    args: [SOURCE, '--import', '@swc-node/register/esm-register', join(cwd, 'src/main.ts')],
    settings: { ...settings, PORT: String(port), TS_NODE_PROJECT: join(cwd, 'tsconfig.json') },
    url: `http://127.0.0.1:${port}`,
    readyPath: '/health/ready',
    hooks,
  });
}

export async function startMatcher(name: string, settings: Settings, hooks: AppHooks): Promise<RunningApp> {
  const cwd = join(repositoryRoot, 'apps/matcher');
  const port = await freePort();
  return await startApp({
    name,
    cwd,
    args: [SOURCE, YOUNG_GENERATION, join(cwd, 'src/main.ts')],
    settings: { WORKER_ID: name, ...settings, HEALTH_PORT: String(port) },
    url: `http://127.0.0.1:${port}`,
    readyPath: '/health/ready',
    hooks,
  });
}

/** Serves the built dashboard, with the API behind the same origin. */
export async function startWeb(
  built: string,
  apiUrl: string,
  preferredPort: number | undefined,
  hooks: AppHooks,
): Promise<RunningApp> {
  const port = await freePort(preferredPort);
  const preview = [
    'preview',
    '--outDir',
    built,
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--strictPort',
  ];
  return await startApp({
    name: 'web',
    cwd: webApp,
    args: [viteProgram(), ...preview, '--logLevel', 'error'],
    settings: { API_URL: apiUrl },
    url: `http://127.0.0.1:${port}`,
    readyPath: '/',
    hooks,
  });
}

interface App {
  readonly name: string;
  readonly cwd: string;
  readonly args: readonly string[];
  readonly settings: Settings;
  readonly url: string;
  readonly readyPath: string;
  readonly hooks: AppHooks;
}

async function startApp({ name, cwd, args, settings, url, readyPath, hooks }: App): Promise<RunningApp> {
  const child = await startService({
    name,
    // Never the `node` of node_modules/.bin: that is a shell script, and signals would end only the shell.
    command: process.execPath,
    args,
    cwd,
    env: { ...ownEnvironment(), ...settings },
    stopSignal: 'SIGTERM',
    stopGraceMs: STOP_GRACE_MS,
    onLine: (line) => {
      hooks.onLine(name, line);
    },
  });
  try {
    await untilHttpReady({ name, process: child }, url + readyPath, READY_TIMEOUT_MS);
  } catch (error) {
    await child.stop();
    throw error;
  }
  let isStopping = false;
  void child.exited.then((exit) => {
    if (!isStopping) hooks.onDeath(name, exit);
  });
  return {
    name,
    pid: child.identity.pid,
    url,
    exited: child.exited,
    kill: (signal) => {
      process.kill(child.identity.pid, signal);
    },
    stop: async () => {
      isStopping = true;
      await child.stop();
    },
  };
}

export interface RunningTool {
  stop(): Promise<void>;
}

/** Runs one of the repository's programs beside the stack; its end is told to `log`. */
export async function startTool(tool: {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly settings: Settings;
  readonly log: Log;
}): Promise<RunningTool> {
  const { name, log } = tool;
  const child = await startService({
    name,
    command: process.execPath,
    args: [SOURCE, tool.program, ...tool.args],
    env: { ...ownEnvironment(), ...tool.settings },
    stopSignal: 'SIGTERM',
    stopGraceMs: STOP_GRACE_MS,
  });
  let isStopping = false;
  void child.exited.then(({ code, signal }) => {
    if (!isStopping)
      log(`${name} ended (${signal ?? `exit code ${code}`}): ${child.output().split('\n').at(-1) ?? ''}`);
  });
  return {
    stop: async () => {
      isStopping = true;
      await child.stop();
    },
  };
}

function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(inheritedEnv()).filter(([key]) => !SETTINGS.test(key)));
}
