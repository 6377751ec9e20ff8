import { devNull } from 'node:os';

export interface GitEnvironmentOptions {
  /** Where git may write. */
  readonly folder: string;
  readonly url: URL;
  /** Addresses that were checked: git connects to these alone. */
  readonly addresses: readonly string[];
  /** `<user>:<password>`, or a token by itself. */
  readonly token: string | undefined;
  /** PEM, in place of the system's certificates. */
  readonly caFile: string | undefined;
  /** Where programs are found. */
  readonly path: string;
}

/**
 * All that a git process is given: nothing of ours, of a user's or of the system's configuration. https alone, no redirects, to the
 * addresses that were checked, no hooks, submodules, credential helpers or proxies. The token is in the environment, which only
 * the same user can read, and not among the arguments.
 */
export function gitEnvironment(options: GitEnvironmentOptions): Record<string, string> {
  const { folder, url, addresses, token, caFile, path } = options;
  const settings: [string, string][] = [
    ['protocol.allow', 'never'],
    ['protocol.https.allow', 'always'],
    ['http.followRedirects', 'false'],
    ['http.proxy', ''],
    ['http.lowSpeedLimit', '1000'],
    ['http.lowSpeedTime', '30'],
    ['credential.helper', ''],
    ['core.hooksPath', devNull],
    ['core.askPass', ''],
    ['submodule.recurse', 'false'],
    ['fetch.recurseSubmodules', 'false'],
    ['transfer.bundleURI', 'false'],
    ['gc.auto', '0'],
    ['maintenance.auto', 'false'],
    ['remote.origin.url', url.href],
    // Files are fetched when they are asked for, where the host can leave them out.
    ['remote.origin.promisor', 'true'],
    ['remote.origin.partialclonefilter', 'blob:none'],
    ...curloptResolve(url, addresses),
    ...(token === undefined
      ? []
      : [['http.extraHeader', `Authorization: ${basic(token)}`] as [string, string]]),
    ...(caFile === undefined ? [] : [['http.sslCAInfo', caFile] as [string, string]]),
  ];
  const numbered = settings.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return {
    PATH: path,
    HOME: folder,
    GIT_DIR: folder,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: 'https',
    GIT_CONFIG_COUNT: String(settings.length),
    ...(Object.fromEntries(numbered) as Record<string, string>),
  };
}

/** As curl takes it: an address of IPv6 stands in brackets. An address in place of a name is not looked up. */
function curloptResolve(url: URL, addresses: readonly string[]): [string, string][] {
  if (addresses.length === 0) return [];
  const bracketed = addresses.map((address) => (address.includes(':') ? `[${address}]` : address));
  return [['http.curloptResolve', `${url.hostname}:${url.port || '443'}:${bracketed.join(',')}`]];
}

/** Hosts take a token as the password; which user stands before it seldom matters: GitLab wants any, Gitea and GitHub too. */
function basic(token: string): string {
  const pair = token.includes(':') ? token : `oauth2:${token}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}
