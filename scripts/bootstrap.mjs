/**
 * What stands before everything else: any Node from 18 on, no dependency. Finds what is missing on this machine,
 * installs it where it may, names the command where it may not, and then runs a program with the project's own Node.
 * Says what it does on stderr; stdout belongs to the program.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, 'node_modules/.sluice-installed');
const lowestNodeMajor = 18;
const lowestJavaMajor = 17;

/** What the system must offer, how to see that it does, and the Debian packages that bring it (the first that exists). */
const programs = {
  java: {
    what: `Java ${lowestJavaMajor} or newer`,
    isThere: () => javaMajor() >= lowestJavaMajor,
    packages: ['openjdk-17-jre-headless', 'openjdk-21-jre-headless', 'openjdk-25-jre-headless'],
  },
  // Needed once, to fetch the broker's jars.
  maven: {
    what: 'Maven',
    isThere: () => isOnPath('mvn') || hasKafkaJars(),
    packages: ['maven'],
  },
  chromium: {
    what: 'Chromium',
    isThere: () => ['chromium', 'chromium-browser', 'google-chrome'].some(isOnPath),
    packages: ['chromium', 'chromium-browser'],
  },
  redis: { what: 'redis-server', isThere: () => isOnPath('redis-server'), packages: ['redis-server'] },
};

/** Programs for the embedded Kafka, unless a broker is given. */
export const servicePrograms = process.env.KAFKA_BROKERS ? [] : ['java', 'maven'];
export const testPrograms = ['java', 'maven', 'chromium', 'redis'];

/** Sees to the named programs and the npm dependencies; ends this process with a sentence where it cannot. */
export function bootstrap(needed = []) {
  if (Number(process.versions.node.split('.')[0]) < lowestNodeMajor) {
    fail(
      `Sluice needs Node ${lowestNodeMajor} or newer to start itself, and this is ${process.version}; install a newer one.`,
    );
  }
  ensurePrograms(needed.map((name) => programs[name]));
  ensureDependencies();
}

/** The project's own Node: the program itself, since the script in `node_modules/.bin` would swallow signals. */
export function projectNode() {
  return join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** Runs a TypeScript program with the project's Node in place of this process: its streams, signals, exit code. */
export function become(program, args) {
  const launcherGuard = new URL('./end-with-launcher.mjs', import.meta.url).href;
  const nodeArgs = ['--conditions=@sluice/source', '--import', launcherGuard, join(root, program), ...args];
  const child = spawn(projectNode(), nodeArgs, {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // npm sets it to the folder of the caller; relative paths are meant from there.
    env: { ...process.env, INIT_CWD: process.env.INIT_CWD ?? process.cwd() },
  });
  const watch = watchNpm(() => child.kill('SIGTERM'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => fail(`${projectNode()} cannot be run: ${error.message}`));
  child.once('exit', (code, signal) => {
    clearInterval(watch);
    process.exit(signal === null ? code : 1);
  });
}

/**
 * Between npm and us stand shells (npm's own, and the script in `node_modules/.bin` that npm takes for `node`), which
 * neither pass signals on nor end with npm. So we look ourselves whether the chain of parents up to npm still holds.
 */
function watchNpm(onGone) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const chain = [process.pid];
  let isBelowShell = false;
  for (let parent = parentOf(process.pid); parent?.pid > 1; parent = parentOf(parent.pid)) {
    chain.push(parent.pid);
    if (isBelowShell || /^p?npm/.test(parent.command)) break;
    isBelowShell = /^(ba|da|z)?sh$/.test(parent.command);
  }
  const holds = () =>
    chain.every((pid, index) => index === chain.length - 1 || parentOf(pid)?.pid === chain[index + 1]);
  return setInterval(() => holds() || onGone(), existsSync('/proc/self/stat') ? 500 : 3000);
}

/** The parent of a process and its command's name. */
function parentOf(pid) {
  const parent = Number(statOf(pid)?.ppid);
  return Number.isNaN(parent) ? undefined : { pid: parent, command: statOf(parent)?.command ?? '' };
}

function statOf(pid) {
  try {
    // proc_pid_stat(5): pid (command) state ppid …
    const [, command, ppid] = /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return { command, ppid };
  } catch {
    const { stdout } = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' });
    const [, ppid, command] = /(\d+)\s+(?:.*\/)?(\S+)/.exec(stdout ?? '') ?? [];
    return ppid === undefined ? undefined : { command, ppid };
  }
}

export function say(line) {
  process.stderr.write(`sluice: ${line}\n`);
}

export function fail(sentence) {
  say(sentence);
  process.exit(1);
}

function ensurePrograms(needed) {
  const missing = needed.filter((program) => !program.isThere());
  if (missing.length === 0) return;
  const names = missing.map((program) => program.what).join(', ');
  if (!isOnPath('apt-get'))
    fail(`Missing: ${names}. Install it with the package manager of this system, then start again.`);
  if (process.getuid?.() !== 0) {
    const packages = missing.map((program) => firstKnownPackage(program)).join(' ');
    fail(
      `Missing: ${names}. Run this, then start again: sudo apt-get update && sudo apt-get install -y ${packages}`,
    );
  }
  say(`installing ${names} with apt-get`);
  run('apt-get', ['update', '-qq'], 'the package lists cannot be fetched');
  const packages = missing.map((program) => firstKnownPackage(program));
  run(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
    `${names} cannot be installed`,
  );
  const still = missing.filter((program) => !program.isThere());
  if (still.length > 0)
    fail(
      `${still.map((program) => program.what).join(', ')} is still missing after apt-get installed ${packages.join(' ')}.`,
    );
}

function firstKnownPackage({ packages }) {
  const isKnown = (name) => spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0;
  return packages.find(isKnown) ?? packages[0];
}

function ensureDependencies() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .digest('hex');
  if (existsSync(projectNode()) && readStamp() === lock) return;
  const { packageManager, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  say('installing the dependencies with pnpm');
  // pnpm checks `engines` against the Node that runs it, so it runs under the project's version too.
  const install = ['pnpm', 'install', '--frozen-lockfile', '--reporter=append-only'];
  run(
    'npx',
    ['-y', '-p', `node@${devDependencies.node}`, '-p', packageManager, ...install],
    'the dependencies cannot be installed',
  );
  writeFileSync(stampFile, lock);
}

function readStamp() {
  try {
    return readFileSync(stampFile, 'utf8');
  } catch {
    return undefined;
  }
}

function run(command, args, otherwise) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', npm_config_loglevel: 'error' },
  });
  if (status !== 0)
    fail(`${otherwise}: ${error ? error.message : `${command} ended with ${status}, see above`}.`);
}

function isOnPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function javaMajor() {
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/java') : 'java';
  const { stderr } = spawnSync(java, ['-version'], { encoding: 'utf8' });
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(stderr ?? '') ?? [];
  return Number(first === '1' ? second : first) || 0;
}

function hasKafkaJars() {
  const pom = createHash('sha256')
    .update(readFileSync(join(root, 'libs/embedded/kafka/pom.xml')))
    .digest('hex');
  const cache = join(root, '.sluice/cache');
  return (
    existsSync(cache) &&
    readdirSync(cache).some((name) => name.startsWith('kafka-') && name.endsWith(pom.slice(0, 8)))
  );
}
