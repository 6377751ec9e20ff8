import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build, type Plugin, type Rollup } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as Sigma from '@sluice/sigma';
import { launchBrowser, openPage } from './browser.ts';

declare global {
  var sigma: typeof Sigma;
}

const library = join(import.meta.dirname, '../../../libs/sigma/src/index.ts');
const matching = join(import.meta.dirname, 'sigma-matching.ts');
const origin = 'https://sluice.test';
const strict = "default-src 'none'; script-src 'self'";

/** Leaves the contents of data files out of a bundle. */
const withoutData: Plugin = {
  name: 'without-data',
  enforce: 'pre',
  load: (id) => (id.endsWith('.json') ? { code: 'export default {}', moduleType: 'js' } : undefined),
};

/** The library, or what of it `entry` uses, as one minified module. */
async function bundle(
  entry: string,
  external: readonly string[] = [],
  plugins: readonly Plugin[] = [],
): Promise<string> {
  const output = (await build({
    configFile: false,
    logLevel: 'error',
    plugins: [...plugins],
    resolve: { conditions: ['@sluice/source', 'module', 'browser', 'import', 'default'] },
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      lib: { entry, formats: ['es'] },
      rolldownOptions: { external: [...external], output: { minify: true } },
    },
  })) as Rollup.RollupOutput | readonly Rollup.RollupOutput[];
  const chunks = [output].flat().flatMap((one) => one.output);
  return chunks.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('');
}

describe('libs/sigma by itself', () => {
  let browser: Browser;
  let code: string;

  beforeAll(async () => {
    code = await bundle(library);
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  /** A page with the library and a policy. */
  async function open(policy: string): Promise<{ page: Page; errors: readonly Error[] }> {
    const { page, errors } = await openPage(browser);
    const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
      '/': ['text/html', '<!doctype html><script type="module" src="/main.js"></script>'],
      '/main.js': ['text/javascript', "import * as sigma from '/sigma.js'; globalThis.sigma = sigma;"],
      '/sigma.js': ['text/javascript', code],
    };
    await page.route(`${origin}/**`, (route) => {
      const [type, body] = files[new URL(route.request().url()).pathname] ?? ['text/plain', ''];
      return route.fulfill({ contentType: type, body, headers: { 'content-security-policy': policy } });
    });
    await page.goto(`${origin}/`);
    await page.waitForFunction(() => 'sigma' in globalThis);
    return { page, errors };
  }

  /** Matches one event through both doors, in the page: titles of the rules. */
  function matchInPage(): readonly (readonly string[])[] {
    const { compileRules, parseEvent, parseRule } = globalThis.sigma;
    const rule = parseRule(
      'title: T\nid: 6f1c3b0e-52d1-4f0f-9a55-0d6f7a3c1b21\nlogsource: {product: windows}\n' +
        'detection: {s: {A|contains: needle, B|re|i: "^x+$"}, condition: s}',
    );
    if (!rule.ok) throw new Error(JSON.stringify(rule.diagnostics));
    const ruleSet = compileRules([rule.value]);
    const text = '{"A":"a NEEDLE in hay, é","B":"xX"}';
    const event = parseEvent(text);
    const byBytes = ruleSet.matchBytes(new TextEncoder().encode(text));
    if (!event.ok || !byBytes.ok) throw new Error('the event is refused');
    return [byBytes, ruleSet.match(event.event)].map(({ rules }) =>
      rules.map(({ metadata }) => metadata.title),
    );
  }

  it('matches through both doors in a browser whose policy allows WebAssembly and nothing else', async () => {
    const { page, errors } = await open(`${strict} 'wasm-unsafe-eval'`);
    expect(await page.evaluate(matchInPage)).toEqual([['T'], ['T']]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('says so where the policy allows no WebAssembly', async () => {
    const { page } = await open(strict);
    await expect(page.evaluate(matchInPage)).rejects.toThrow(/CompileError.*Content Security Policy/s);
    await page.context().close();
  });

  it.each([
    ['what matches events', matching, 135_000, 385_000],
    ['all of it', library, 225_000, 475_000],
  ])('grows no further: %s, data files apart', async (_, entry, ownBytes, allBytes) => {
    const own = await bundle(entry, ['yaml', 're2js'], [withoutData]);
    const all = await bundle(entry, [], [withoutData]);
    // Only what is left out of a bundle is imported.
    expect(own.match(/from\s*["'](?!\.)[^"']+["']/g)?.sort()).toEqual(['from"re2js"', 'from"yaml"']);
    expect(all).not.toMatch(/from\s*["'](?:re2js|yaml)["']/);
    expect(own.length).toBeLessThan(ownBytes);
    expect(all.length).toBeLessThan(allBytes);
  });
});
