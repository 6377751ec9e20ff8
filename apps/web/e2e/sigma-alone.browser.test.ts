import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build, type Plugin, type Rollup } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as Sigma from '@sluice/sigma';
import sigmaPackage from '../../../libs/sigma/package.json' with { type: 'json' };
import { launchBrowser, openPage } from './browser.ts';

declare global {
  var sigma: typeof Sigma;
}

/** The library's entries, by their names in package.json. */
const entries = Object.keys(sigmaPackage.exports);
const furtherEntries = entries.filter((name) => name !== '.');
/** Most bytes that each further entry adds to the main one: what it does, rounded up. */
const limits: ReadonlyMap<string, number> = new Map([
  ['./attack', 4_000],
  ['./correlate', 32_000],
  ['./coverage', 3_500],
  ['./explain', 10_000],
  ['./filter', 4_500],
  ['./lint', 58_000],
  ['./log-sources', 2_000],
  ['./mapping', 1_000],
  ['./synthesize', 18_000],
]);
const origin = 'https://sluice.test';
const strict = "default-src 'none'; script-src 'self'";

/** Leaves the contents of data files out of a bundle. */
const withoutData: Plugin = {
  name: 'without-data',
  enforce: 'pre',
  load: (id) => (id.endsWith('.json') ? { code: 'export default {}', moduleType: 'js' } : undefined),
};

/** A module of all that some entries export, to begin a bundle with. */
function exporting(names: readonly string[]): Plugin {
  return {
    name: 'exporting',
    resolveId: (id) => (id === 'exporting' ? `\0${id}` : undefined),
    load: (id) =>
      id === '\0exporting'
        ? names.map((name) => `export * from '${name.replace('.', '@sluice/sigma')}';`).join('\n')
        : undefined,
  };
}

/** What some entries export, as one module, minified as for an application. */
async function bundle(
  names: readonly string[],
  external: readonly string[] = [],
  plugins: readonly Plugin[] = [],
): Promise<string> {
  const output = (await build({
    configFile: false,
    root: join(import.meta.dirname, '..'),
    logLevel: 'error',
    plugins: [exporting(names), ...plugins],
    resolve: { conditions: ['@sluice/source', 'module', 'browser', 'import', 'default'] },
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: { input: 'exporting', external: [...external], preserveEntrySignatures: 'strict' },
    },
  })) as Rollup.RollupOutput | readonly Rollup.RollupOutput[];
  const chunks = [output].flat().flatMap((one) => one.output);
  return chunks.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('');
}

/** Bytes of own code, and of it with the two dependencies. */
async function sizesOf(names: readonly string[]): Promise<readonly [own: number, all: number]> {
  const own = await bundle(names, ['yaml', 're2js'], [withoutData]);
  const all = await bundle(names, [], [withoutData]);
  // Only what is left out of a bundle is imported.
  expect(own.match(/from\s*["'](?!\.)[^"']+["']/g)?.sort()).toEqual(['from"re2js"', 'from"yaml"']);
  expect(all).not.toMatch(/from\s*["'](?:re2js|yaml)["']/);
  return [own.length, all.length];
}

describe('libs/sigma by itself', () => {
  let browser: Browser;
  let code: string;

  beforeAll(async () => {
    code = await bundle(['.']);
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

  it('has less than 120 kB of code of its own, and 400 kB with its dependencies, data files apart', async () => {
    const [own, all] = await sizesOf(['.']);
    expect(own).toBeLessThan(120_000);
    expect(all).toBeLessThan(400_000);
  });

  it.each(furtherEntries)('grows no further: %s adds to the main entry what it did', async (name) => {
    const [main] = await sizesOf(['.']);
    const [both] = await sizesOf(['.', name]);
    expect(both - main).toBeLessThan(limits.get(name) ?? 0);
  });

  it('grows no further: all entries together', async () => {
    const [own, all] = await sizesOf(entries);
    expect(own).toBeLessThan(217_000);
    expect(all).toBeLessThan(462_000);
  });
});
