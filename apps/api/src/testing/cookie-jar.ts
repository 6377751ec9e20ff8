/** What a browser does with cookies, as far as a login needs it: one site by origin, a cookie by its path. */
export interface CookieJar {
  /** Never follows a redirect. */
  fetch(url: string, init?: RequestInit): Promise<Response>;
  names(): readonly string[];
}

export function createCookieJar(): CookieJar {
  const cookies = new Map<
    string,
    { readonly origin: string; readonly path: string; readonly pair: string }
  >();
  return {
    async fetch(url, init = {}) {
      const { origin, pathname } = new URL(url);
      const sent = [...cookies.values()].filter(
        (cookie) => cookie.origin === origin && pathname.startsWith(cookie.path),
      );
      const headers = new Headers(init.headers);
      if (sent.length > 0) headers.set('cookie', sent.map(({ pair }) => pair).join('; '));
      const response = await fetch(url, { ...init, headers, redirect: 'manual' });
      for (const line of response.headers.getSetCookie()) {
        const pair = line.split(';')[0] ?? '';
        const path = /; *path=([^;]*)/i.exec(line)?.[1] ?? '/';
        const key = `${origin} ${path} ${pair.split('=')[0] ?? ''}`;
        const isGone = /expires=Thu, 01 Jan 1970/i.test(line);
        if (isGone) cookies.delete(key);
        else cookies.set(key, { origin, path, pair });
      }
      return response;
    },
    names: () => [...cookies.keys()].map((key) => key.split(' ')[2] ?? ''),
  };
}
