import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFailed, onTestFinished } from 'vitest';
import { launchBrowser, logIn, openPage, seriousViolations } from './browser.ts';
import { startDashboardStack, type DashboardStack } from './stack.ts';

let stack: DashboardStack;
let browser: Browser;
/** The cookies of one login, so that only the tests of the login itself log in; as the last page left them. */
let session: NonNullable<BrowserContextOptions['storageState']>;

beforeAll(async () => {
  stack = await startDashboardStack();
  browser = await launchBrowser();
  const { page } = await openPage(browser);
  await page.goto(`${stack.url}/login`);
  await logIn(page, stack);
  await page.getByTestId('connection-chip').waitFor();
  session = await page.context().storageState();
  await page.context().close();
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const { page, errors } = await openPage(browser, { storageState: session, ...options });
  onTestFailed(() => {
    console.error(stack.lastOutput());
  });
  onTestFinished(async () => {
    const left = await page.context().storageState();
    if (left.cookies.some(({ name }) => name === 'sluice_refresh')) session = left;
    await page.context().close();
    expect(errors).toEqual([]);
  });
  await page.goto(stack.url + path);
  return page;
}

async function waitForChip(page: Page, kind: string): Promise<void> {
  await page.locator(`[data-testid=connection-chip][data-kind=${kind}]`).waitFor();
}

/** The first number of a text, "1,240 events/s" read as 1240. */
function numberIn(text: string): number {
  return Number(text.replaceAll(',', '').match(/[\d.]+/)?.[0] ?? Number.NaN);
}

async function openFirstRule(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('button', { name: 'Edit' }).waitFor();
}

describe('the API explorer', () => {
  it('asks as oneself, knows the schema, and loads nothing from elsewhere', async () => {
    const page = await open('/');
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    await page.getByRole('button', { name: `Account of ${stack.email}` }).click();
    await page.getByRole('menuitem', { name: 'API explorer' }).click();
    await page.waitForURL('**/api');
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.locator('.graphiql-doc-explorer', { hasText: 'Mutation' }).waitFor();
    await page.getByRole('button', { name: /^Execute query/ }).click();
    await page.locator('.graphiql-response', { hasText: 'demo.events' }).waitFor();
    expect([...hosts]).toEqual([new URL(stack.url).host]);
  });

  it('is for those who are logged in', async () => {
    const page = await open('/api', { storageState: { cookies: [], origins: [] } });
    await page.waitForURL('**/login?next=*');
  });
});

describe('a temporary password', () => {
  it('is changed before anything else, and then by oneself at any time', async () => {
    const admin = await open('/');
    const email = 'ada@sluice.local';
    const answer = await admin.request.post(`${stack.url}/graphql`, {
      data: {
        query: `mutation { createUser(input: { email: "${email}", role: VIEWER }) { temporaryPassword } }`,
      },
    });
    const { data } = (await answer.json()) as { data: { createUser: { temporaryPassword: string } } };
    const { temporaryPassword } = data.createUser;

    const page = await open('/login', { storageState: { cookies: [], origins: [] } });
    await logIn(page, { ...stack, email, password: temporaryPassword });
    await page.getByRole('heading', { name: 'Choose a password of your own' }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    const change = async (from: string, to: string): Promise<void> => {
      await page.getByLabel('Password so far').fill(from);
      await page.getByLabel('New password').fill(to);
      await page.getByRole('button', { name: 'Change password' }).click();
    };
    await change(temporaryPassword, 'passwordpassword');
    expect(await page.getByRole('alert').innerText()).toMatch(/guess/);
    await change(temporaryPassword, 'four words in a row');
    await waitForChip(page, 'LIVE');

    await page.getByRole('button', { name: `Account of ${email}` }).click();
    await page.getByRole('menuitem', { name: 'Change password' }).click();
    await change('four words in a row', 'another four words in a row');
    await page.getByText('Your password is changed').waitFor();
    await waitForChip(page, 'LIVE');
  });
});

describe('logging in', () => {
  it('refuses a wrong password with a sentence, then leads to the page that was asked for', async () => {
    const page = await open('/rules?level=high', { storageState: { cookies: [], origins: [] } });
    await page.waitForURL('**/login?next=*');
    await page.getByLabel('Email').fill(stack.email);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Log in' }).click();
    expect(await page.getByRole('alert').innerText()).toMatch(/password.*\.$/i);
    await logIn(page, stack);
    await page.waitForURL('**/rules?level=high');
    await page.getByRole('heading', { name: 'Rules', exact: true }).waitFor();
  });

  it('leaves no readable token in the browser', async () => {
    const page = await open('/');
    await waitForChip(page, 'LIVE');
    const readable = await page.evaluate(() => ({
      cookie: document.cookie,
      stored: JSON.stringify(localStorage),
    }));
    expect(readable.cookie).toBe('');
    expect(readable.stored).not.toMatch(/token|session/i);
  });
});

describe('the overview', () => {
  it('shows numbers that arrive live, and a detection with its evidence', async () => {
    const page = await open('/');
    await waitForChip(page, 'LIVE');
    const rate = page.getByLabel('Key figures').locator('dd').first();
    await expect.poll(async () => numberIn(await rate.innerText()), { timeout: 30_000 }).toBeGreaterThan(1);
    await page
      .getByRole('button', { name: /^Pipeline / })
      .first()
      .waitFor();

    await page.getByRole('list', { name: 'Newest detections' }).getByRole('button').first().click();
    const panel = page.getByRole('dialog');
    await panel.getByText('Partition, offset').waitFor();
    expect(await panel.getByLabel('Event as JSON').innerText()).toContain('{');
    expect(await panel.getByRole('link').first().getAttribute('href')).toMatch(/^\/rules\/./);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
  });

  it('can be read and steered by keyboard, as a graph and as a table', async () => {
    const page = await open('/');
    // The graph is laid out anew where the first numbers bring topics and workers.
    await waitForChip(page, 'LIVE');
    await page.getByLabel('Key figures').waitFor();
    await page
      .getByRole('button', { name: /^Pipeline / })
      .first()
      .press('Enter');
    await page.waitForURL('**/?node=pipeline*');
    await page
      .getByRole('button', { name: /^Pipeline /, pressed: true })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Table' }).click();
    await page.getByRole('columnheader', { name: 'Matches/s' }).waitFor();
  });

  it('says Stale when the numbers stop, and Live when they come again', async () => {
    const page = await open('/');
    await waitForChip(page, 'LIVE');
    await page.getByLabel('Key figures').waitFor();
    stack.api.kill('SIGSTOP');
    try {
      await waitForChip(page, 'STALE');
      await page.getByText(/These numbers are old/).waitFor();
    } finally {
      stack.api.kill('SIGCONT');
    }
    await waitForChip(page, 'LIVE');
  });
});

describe('pipelines', () => {
  it('are created, stopped and deleted, and a topic cannot be its own destination', async () => {
    const page = await open('/pipelines/new');
    const name = 'Made by a test';
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByRole('checkbox', { name: /demo\.events/ }).check();
    await page
      .getByRole('group', { name: /Rules from/ })
      .getByRole('checkbox')
      .first()
      .check();
    await page.getByLabel('Writes to').fill('demo.events');
    await page.getByRole('button', { name: 'Create pipeline' }).click();
    await page.getByText(/cannot write to a topic that it reads/).waitFor();
    await page.getByLabel('Writes to').fill('test.tagged');
    await page.getByRole('button', { name: 'Create pipeline' }).click();
    const row = page.getByRole('row', { name: new RegExp(name) });
    await row.getByText('Running').waitFor({ timeout: 30_000 });
    await row.getByRole('switch').click();
    await row.getByText('Disabled').waitFor();
    await row.getByRole('button', { name: `Actions for ${name}` }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete pipeline' }).click();
    await row.waitFor({ state: 'detached' });
  });
});

describe('rules', () => {
  it('are live on every worker after an edit, as the workers report', async () => {
    const page = await open('/rules');
    await waitForChip(page, 'LIVE');
    await openFirstRule(page);
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: /Sigma YAML/ }).press('Control+End');
    await page.keyboard.type('\n# edited in the browser\n');
    await page.getByText('No problems found').waitFor();
    await page.getByRole('button', { name: 'Save and publish' }).click();
    await page
      .getByTestId('revision-progress')
      .getByText(/Live on the worker after at most/)
      .waitFor();
  });

  it('are marked where they are wrong, and not saved', async () => {
    const page = await open('/rules');
    await openFirstRule(page);
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: /Sigma YAML/ }).press('Control+Home');
    await page.keyboard.type('broken: [\n');
    await page.getByText(/^\d+ problems?$/).waitFor();
    await page.locator('.cm-lint-marker-error').first().waitFor();
    expect(await page.getByRole('button', { name: 'Save and publish' }).isDisabled()).toBe(true);
    await page.getByRole('link', { name: 'All rules' }).click();
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await page.waitForURL('**/rules');
  });

  it('are uploaded with a report that puts the refused first', async () => {
    const page = await open('/rules?upload=1');
    const rule = (title: string, modifier: string) =>
      `title: ${title}\nid: ${crypto.randomUUID()}\nlogsource:\n  product: windows\ndetection:\n  s:\n    Image|${modifier}: x\n  condition: s\nlevel: low\n`;
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles([
        { name: 'good.yml', mimeType: 'text/yaml', buffer: Buffer.from(rule('Good', 'contains')) },
        { name: 'bad.yml', mimeType: 'text/yaml', buffer: Buffer.from(rule('Bad', 'contians')) },
      ]);
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    const report = page.getByRole('region', { name: /Report per file/ }).getByRole('listitem');
    await report.first().waitFor();
    expect(await report.nth(0).innerText()).toMatch(/Refused[\s\S]*bad\.yml[\s\S]*\d+:\d+/);
    expect(await report.nth(1).innerText()).toMatch(/Added[\s\S]*good\.yml/);
  });
});

describe('a session whose access cookie has gone', () => {
  it('goes on with another', async () => {
    const page = await open('/rules');
    await page.context().clearCookies({ name: 'sluice_session' });
    await page.goto(`${stack.url}/pipelines`);
    await waitForChip(page, 'LIVE');
    const names = (await page.context().cookies()).map(({ name }) => name);
    expect(names.toSorted()).toEqual(['sluice_refresh', 'sluice_session']);
  });

  it('has the live connection again when that was lost', async () => {
    const page = await open('/nowhere');
    let drop = (): void => undefined;
    await page.routeWebSocket('**/graphql', (socket) => {
      socket.connectToServer();
      drop = () => void socket.close({ code: 1001 });
    });
    await page.goto(`${stack.url}/`);
    await waitForChip(page, 'LIVE');
    await page.context().clearCookies({ name: 'sluice_session' });
    drop();
    await waitForChip(page, 'RECONNECTING');
    await waitForChip(page, 'LIVE');
  });
});

describe('a session that ends', () => {
  it('is asked for again above the page, and nothing that was typed is lost', async () => {
    const page = await open('/rules');
    await openFirstRule(page);
    await page.getByRole('button', { name: 'Edit' }).click();
    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    await page.getByRole('textbox', { name: /Sigma YAML/ }).press('Control+End');
    await page.keyboard.type('\n# typed before the end\n');
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.waitFor();
    expect(await dialog.getByLabel('Email').inputValue()).toBe(stack.email);
    await dialog.getByLabel('Password', { exact: true }).fill(stack.password);
    await dialog.getByRole('button', { name: 'Log in' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('# typed before the end').waitFor();
    expect(cookies).not.toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).click();
  });
});

describe('every page', () => {
  const paths = [
    '/',
    '/?view=table',
    '/pipelines',
    '/pipelines/new',
    '/rules',
    '/rules?upload=1',
    '/password',
    '/nowhere',
  ];
  const themes = ['light', 'dark'] as const;
  it.each(themes.flatMap((theme) => paths.map((path) => [path, theme] as const)))(
    '%s in %s has no serious accessibility problem',
    async (path, colorScheme) => {
      const page = await open(path, { colorScheme, reducedMotion: 'reduce' });
      await waitForChip(page, 'LIVE');
      expect(await seriousViolations(page)).toEqual([]);
    },
  );

  it.each(themes)('of a rule and of the login in %s has none either', async (colorScheme) => {
    const page = await open('/rules', { colorScheme, reducedMotion: 'reduce' });
    await openFirstRule(page);
    expect(await seriousViolations(page)).toEqual([]);
    await page.context().clearCookies();
    await page.goto(`${stack.url}/login`);
    await page.getByLabel('Email').waitFor();
    expect(await seriousViolations(page)).toEqual([]);
  });

  it.each(['/', '/pipelines', '/rules'])('%s fits a phone', async (path) => {
    const page = await open(path, { viewport: { width: 375, height: 812 } });
    await waitForChip(page, 'LIVE');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
  });
});

describe('without the API', () => {
  it('every page says so, and none looks empty', async () => {
    const page = await open('/');
    await waitForChip(page, 'LIVE');
    await stack.api.stop();
    await waitForChip(page, 'RECONNECTING');
    await page.getByText(/These numbers are old/).waitFor();
    await page.getByRole('link', { name: 'Rules', exact: true }).click();
    await page.getByText('The rules could not be loaded').waitFor();
    expect(await page.getByText('No rules yet').count()).toBe(0);
    await page.getByRole('button', { name: `Account of ${stack.email}` }).click();
    await page.getByRole('menuitem', { name: 'API explorer' }).click();
    const response = page.locator('.graphiql-response', { hasText: 'The API' });
    await response.waitFor();
    expect(await response.innerText()).not.toContain('stack');
    await page.reload();
    await page.getByText('Sluice cannot be shown').waitFor();
    expect(page.url()).not.toContain('/login');
  });
});
