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

/** The address in its one form. Throws BAD_USER_INPUT for what is no repository of one of the hosts. */
export function checkGitUrl(text: string, hosts: readonly string[]): string {
  const found = parseGitUrl(text);
  if (found !== undefined && hosts.includes(found.host))
    return `https://${found.host}/${found.owner}/${found.name}`;
  const forms = hosts.map((host) => `https://${host}/<owner>/<name>`).join(' or ');
  return refuse(
    `The address of the repository is none that can be synced: it is written as ${forms}, without a password.`,
  );
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
