import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { userMenu } from '../support/browser.js';
import { inCi } from '../support/chromium.mjs';
import { startProvider } from '../support/real-provider.js';
import { removeFolder, type Service, startService } from '../support/service.mjs';

const endpoint = process.env.BROWSER_ENDPOINT;
const whenThereIsOne = endpoint === undefined && !inCi ? test.skip : test;

let provider: ChildProcess;
let issuer: string;
let service: Service;
let browser: Browser;

beforeAll(async () => {
  if (endpoint === undefined) return;
  ({ process: provider, url: issuer } = await startProvider());
  const pages = { clientId: 'pages', scope: 'openid', resource: 'urn:api' };
  service = await startService({ SANDBOX: 'true', OIDC_ISSUERS: JSON.stringify([{ issuer, audience: 'customer-messages', pages }]) });
  await tell({ redirectUris: ['/explorer/signed-in', '/swagger/oauth2-redirect.html'].map((path) => service.url + path) });
  browser = await chromium.connect(endpoint);
}, 120_000);

afterAll(async () => {
  if (endpoint === undefined) return;
  await browser.close();
  await service.stop();
  removeFolder(service.dataDir);
  provider.kill();
});

const tell = (what: object): Promise<Response> => fetch(`${issuer}/test`, { method: 'POST', body: JSON.stringify(what) });

/** What the provider asks. */
async function consent(page: Page, name: string): Promise<void> {
  await page.locator('[name=login]').fill(name);
  await page.locator('[name=password]').fill('anything');
  await page.locator('[type=submit]').click();
  await page.locator('[type=submit]').click(); // consent
}

async function signIn(page: Page, name: string): Promise<void> {
  await page.goto(`${service.url}/explorer/inbox`);
  await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: `Sign in at ${new URL(issuer).host}` }).click();
  await consent(page, name);
  await userMenu(page).waitFor();
}

whenThereIsOne(
  'signing in at a real provider by code with PKCE, before and after its key has changed',
  async () => {
    const violations: string[] = [];
    for (const name of ['felix', 'erika']) {
      const page = await browser.newPage({ locale: 'en-GB' });
      page.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) violations.push(message.text());
      });
      await signIn(page, name);
      expect(new URL(page.url()).pathname).toBe('/explorer/inbox');
      expect(await userMenu(page).innerText()).toContain(name);
      const { value } = (await page.context().cookies(service.url)).find(({ name: cookie }) => cookie === 'session') ?? { value: '' };
      const renewed = await fetch(`${service.url}/messaging/v1/session/token`, {
        method: 'POST',
        headers: { Cookie: `session=${value}`, Origin: service.url, 'Content-Type': 'application/json' },
      });
      const { access_token: token, authentication_type: type } = (await renewed.json()) as Record<string, string>;
      expect(type).toBe('OAuth2_OIDC');
      const me = await fetch(`${service.url}/obp/v3.0.0/users/current`, {
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      });
      expect([me.status, await me.json()]).toMatchObject([200, { username: name, provider: issuer }]);
      await page.close();
      await new Promise((resolve) => setTimeout(resolve, 2_100)); // unknown keys are asked for no more often
      await tell({ rotate: true });
    }
    expect(violations).toEqual([]);
  },
  120_000,
);

whenThereIsOne('a code that nobody here has asked for is not used', async () => {
  const page = await browser.newPage({ locale: 'en-GB' });
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(issuer)) asked.push(request.url());
  });
  await page.goto(`${service.url}/explorer/signed-in?code=x&state=y`);
  await page.getByRole('status').filter({ hasText: 'The sign-in was not completed' }).waitFor();
  expect(asked).toEqual([]);
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  await page.close();
});

whenThereIsOne(
  'in Swagger UI too: the token that the provider gives is sent as a bearer token, and taken',
  async () => {
    const context = await browser.newContext({ locale: 'en-GB' });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    await page.goto(`${service.url}/swagger#/User/getCurrentUserV300`);
    await page.getByLabel('Select a definition').selectOption('v3.0.0');
    await page.locator('.info .version').filter({ hasText: 'v3.0.0' }).first().waitFor(); // a document that comes later closes the dialog
    await page.locator('.auth-wrapper .btn.authorize').first().click();
    const dialog = page.locator('.auth-container').filter({ hasText: 'authorization_code with PKCE' });
    expect(await dialog.locator('#client_id_authorization_code').inputValue()).toBe('pages');
    await dialog.getByLabel('openid').check({ force: true });
    const opened = page.waitForEvent('popup');
    await dialog.locator('button.authorize').click();
    const popup = await opened;
    await consent(popup, 'swagger-user');
    await page.getByRole('heading', { name: 'Authorized' }).first().waitFor();
    await page.locator('.btn-done').first().click();
    const operation = page.locator('[id$=getCurrentUserV300]');
    const tryIt = operation.getByRole('button', { name: 'Try it out' });
    if (!(await tryIt.isVisible())) await operation.locator('.opblock-summary-control').click(); // the link may have opened it
    await tryIt.click();
    const answered = page.waitForResponse((response) => response.url().endsWith('/obp/v3.0.0/users/current'));
    await operation.getByRole('button', { name: 'Execute' }).click();
    const answer = await answered;
    expect([answer.status(), await answer.json()]).toMatchObject([200, { username: 'swagger-user', provider: issuer }]);
    await context.close();
  },
  120_000,
);
