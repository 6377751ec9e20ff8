import { isIP } from 'node:net';
import { AppError } from '../../app-error.ts';

/** Which repository of GitHub. */
export interface GitHubRepository {
  readonly owner: string;
  readonly name: string;
}

const MAX_PATTERNS = 50;
const MAX_INTERVAL_MINUTES = 30 * 24 * 60;
/** Each run asks the host once at least. */
export const MIN_INTERVAL_MINUTES = 5;

/** As GitHub allows them: https://docs.github.com/en/rest/repos. */
const OWNER = /^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/;
const NAME = /^(?!\.{1,2}$)[\w.-]{1,100}$/;
/** git-check-ref-format(1), and without what means something in a path of GitHub's API. */
const REF = /^(?![/-])(?!.*(?:\.\.|\/\/|@\{))[\w./@+-]{1,200}(?<![/.])$/;
const PATTERN = /^!?[^\0!{}()[\]][^\0{}()[\]]{0,199}$/;

function refuse(message: string): never {
  throw new AppError('BAD_USER_INPUT', message);
}

/** Reads `https://<host>/<owner>/<name>`; undefined for every other text. */
export function parseGitUrl(text: string): (GitHubRepository & { readonly host: string }) | undefined {
  const url = URL.parse(text.trim());
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return undefined;
  if (url.search !== '' || url.hash !== '') return undefined;
  const [owner = '', name = '', ...more] = url.pathname
    .replace(/^\//, '')
    .replace(/(?:\.git)?\/?$/, '')
    .split('/');
  if (more.length > 0 || !OWNER.test(owner) || !NAME.test(name)) return undefined;
  return { host: url.host, owner, name };
}

/** Which hosts there are. */
export interface GitHosts {
  /** Those that speak GitHub's REST API. */
  readonly githubHosts: readonly string[];
  /** Whether an IP address may be asked. */
  readonly isAllowed: (address: string) => boolean;
}

/** Of other hosts: https, a host, and up to ten folders in letters that mean nothing to anybody. */
const GIT_HOST =
  /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:.]+\])$/;
const GIT_PATH = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~+-]{1,100}){1,10}$/;

/** The address in its one form. Throws BAD_USER_INPUT for what is no repository that can be synced. */
export function checkGitUrl(text: string, { githubHosts, isAllowed }: GitHosts): string {
  const url = URL.parse(text.trim());
  const found = parseGitUrl(text);
  if (found !== undefined && githubHosts.includes(found.host))
    return `https://${found.host}/${found.owner}/${found.name}`;
  const canonical = url === null ? undefined : otherGitUrl(url, isAllowed);
  if (canonical !== undefined && !githubHosts.includes(url?.host ?? '')) return canonical;
  return refuse(
    `The address of the repository is none that can be synced: it is written as https://github.com/<owner>/<name>, or as https://<host>/<path> of another public host, without a password.`,
  );
}

function otherGitUrl(url: URL, isAllowed: GitHosts['isAllowed']): string | undefined {
  const { protocol, username, password, search, hash, host, hostname } = url;
  const path = url.pathname.replace(/\/+$/, '');
  const isPlain = protocol === 'https:' && `${username}${password}${search}${hash}` === '';
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(address) > 0 && !isAllowed(address)) return undefined;
  return isPlain && GIT_HOST.test(hostname) && GIT_PATH.test(path) ? `https://${host}${path}` : undefined;
}

/** A branch, tag or commit; null for the default branch. Throws BAD_USER_INPUT. */
export function checkRef(ref: string | null): string | null {
  if (ref === null || REF.test(ref)) return ref;
  return refuse(`"${ref.slice(0, 200)}" is no name of a branch, tag or commit.`);
}

/** Folders and patterns, without white space and slashes at their ends. Throws BAD_USER_INPUT. */
export function checkPatterns(patterns: readonly string[]): string[] {
  if (patterns.length > MAX_PATTERNS) refuse(`At most ${MAX_PATTERNS} folders and patterns are possible.`);
  return patterns.map((pattern) => {
    const trimmed = pattern
      .trim()
      .replace(/^(!?)(?:\.?\/)+/, '$1')
      .replace(/\/+$/, '');
    const stars = trimmed.split('*').length - 1;
    if (PATTERN.test(trimmed) && stars <= 10 && !trimmed.split('/').includes('..')) return trimmed;
    return refuse(
      `"${pattern.slice(0, 200)}" is no folder or pattern: 1 to 200 characters, with * for a part of a name and ** for folders, at most 10 stars, ! before it to leave out.`,
    );
  });
}

/** Minutes between two runs; null for none. Throws BAD_USER_INPUT. */
export function checkInterval(minutes: number | null): number | null {
  if (minutes === null || (minutes >= MIN_INTERVAL_MINUTES && minutes <= MAX_INTERVAL_MINUTES))
    return minutes;
  return refuse(`An interval has ${MIN_INTERVAL_MINUTES} to ${MAX_INTERVAL_MINUTES} minutes.`);
}

/** Throws BAD_USER_INPUT. */
export function checkMaxRemovedPercent(percent: number): number {
  if (percent >= 0 && percent <= 100) return percent;
  return refuse('The share of rules that a run may remove is 0 to 100 percent.');
}

/** null stays null. Throws BAD_USER_INPUT; the message never holds the secret. */
export function checkSecret(what: string, secret: string | null): string | null {
  if (secret === null || /^[\x21-\x7e]{1,500}$/.test(secret)) return secret;
  return refuse(`${what} has 1 to 500 printable characters of ASCII, and no spaces.`);
}
