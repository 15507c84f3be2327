import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { inCi } from './chromium.mjs';
import { type Sandbox, sandboxOf, shared } from './client.js';

/** Milliseconds that a test waits for what has to come: on a busy machine Swagger UI alone needs 25 seconds. */
const PATIENCE = 60_000;

/** Opens a path of the service in a window of its own: with nothing stored, or signed in already. */
export type Open = (path: string, options?: BrowserContextOptions, user?: SignedIn) => Promise<Page>;

interface SignedIn {
  readonly username: string;
  readonly token: string;
}

/** One page of each kind. */
export const VIEWS = {
  list: '/explorer',
  'an operation with a body': '/explorer/operations/OBPv4.0.0-createCustomerMessage',
  'an operation with a query': '/explorer/operations/OBPv4.0.0-getCustomerMessages',
  'no such operation': '/explorer/operations/none',
  glossary: '/glossary',
  inbox: '/explorer/inbox',
  send: '/explorer/send',
  outgoing: '/explorer/outgoing',
  people: '/explorer/people',
  requests: '/explorer/entitlement-requests',
  sessions: '/explorer/sessions',
  password: '/explorer/password',
} as const;

export const views = Object.entries(VIEWS).map(([name, path]) => ({ name, path }));

/**
 * Tests in a real browser. After each test the fixture checks that no page called another host, wrote an error to the console, or violated
 * its Content-Security-Policy. Without a browser, which the set-up reports, they are skipped; in CI that is a failure.
 *
 * @param others the test's own origins that pages may call too; filled by the time a page is opened.
 */
export function describeInBrowser(name: string, define: (open: Open) => void, others: readonly string[] = []): void {
  const endpoint = process.env.BROWSER_ENDPOINT;
  if (endpoint === undefined && inCi)
    test('there is a browser', () => {
      throw new Error('no Chromium was found');
    });
  (endpoint === undefined ? describe.skip : describe)(name, () => {
    let browser: Browser;
    const contexts: BrowserContext[] = [];
    const wrong: string[] = [];
    beforeAll(async () => {
      browser = await chromium.connect(endpoint ?? '');
    });
    afterEach(async () => {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
      expect(wrong.splice(0)).toEqual([]);
    });
    afterAll(() => browser.close());

    define(async (path, options = {}, user) => {
      const storageState = user === undefined ? {} : { storageState: await signedIn(user) };
      const context = await browser.newContext({ baseURL: shared().url, locale: 'en-GB', ...storageState, ...options });
      contexts.push(context);
      context.setDefaultTimeout(PATIENCE);
      await watch(context, wrong, others);
      const page = await context.newPage();
      await page.goto(path);
      return page;
    });
  });
}

async function watch(context: BrowserContext, wrong: string[], others: readonly string[]): Promise<void> {
  const { origin } = new URL(shared().url);
  context.on('request', (request) => {
    const url = request.url();
    if (![origin, ...others].some((own) => url.startsWith(`${own}/`)) && !url.startsWith('data:')) wrong.push(`asked ${url}`);
  });
  context.on('console', (message) => {
    // An answer that is an error, such as to a wrong password, is written to the console too.
    const refused = /^Failed to load resource: .* status of 4\d\d/.test(message.text()) && !message.location().url.includes('/assets/');
    if (message.type() === 'error' && !refused) wrong.push(`${message.page()?.url() ?? ''}: ${message.text()}`);
  });
  context.on('weberror', (error) => wrong.push(error.error().message));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`the policy forbids ${violatedDirective} ${blockedURI}`),
    );
  });
}

/** The cookies of sessions, which get one once. */
const cookies = new Map<string, Promise<string>>();

/** What a browser has stored in which the user has signed in: with the session of the token. */
async function signedIn({ username, token }: SignedIn): Promise<Exclude<BrowserContextOptions['storageState'], undefined>> {
  const { origin, hostname } = new URL(shared().url);
  const given = cookies.get(token) ?? cookieFor(token, origin);
  cookies.set(token, given);
  const cookie = { name: 'session', value: await given, domain: hostname, path: '/', expires: -1, httpOnly: true, secure: false };
  return {
    cookies: [{ ...cookie, sameSite: 'Lax' }],
    origins: [{ origin, localStorage: [{ name: 'customer-messages.user', value: username }] }],
  };
}

async function cookieFor(token: string, origin: string): Promise<string> {
  const headers = { Origin: origin, DirectLogin: `token=${token}`, 'Content-Type': 'application/json' };
  const answer = await fetch(`${origin}/messaging/v1/session`, { method: 'POST', headers, body: '{}' });
  const value = /^session=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1];
  if (value === undefined) throw new Error(`no cookie was given: ${answer.status}`);
  return value;
}

export const sandbox = (): Sandbox => sandboxOf(shared().dataDir);

/** Signs in with one of the sandbox's buttons. */
export async function signInAs(page: Page, who: 'administrator' | 'bank staff' | 'customer'): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('dialog').getByRole('button', { name: who }).click();
  await userMenu(page).waitFor();
}

/** The button that opens the menu of the signed-in user; there is one only while somebody is signed in. */
export const userMenu = (page: Page): Locator => page.getByRole('banner').getByRole('button', { name: /^(Account of|Cuenta de) / });

/** By the menu. */
export async function signOut(page: Page): Promise<void> {
  await userMenu(page).click();
  await page
    .getByRole('banner')
    .getByRole('button', { name: /^(Sign out|Cerrar sesión)$/ })
    .click();
}

/** Presses Tab until a control of that name has the focus, which has to be seen all the way. */
export async function tabTo(page: Page, name: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const passed: string[] = [];
  do {
    await page.keyboard.press(key);
    passed.push(await focused(page));
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
    if (outline !== 'solid') throw new Error(`nobody sees the focus on ${passed.at(-1)}`);
    if (passed.length > 60) throw new Error(`${name} is not reached: ${passed.join(', ')}`);
  } while (passed.at(-1) !== name);
}

/** The focused element, by its text or name. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    return element.getAttribute('aria-label') ?? element.getAttribute('name') ?? (element.innerText.trim() || element.tagName);
  });

/** Waits a moment for the focus, which moves after rendering, and then says where it is. */
export async function expectFocus(page: Page, name: string): Promise<void> {
  for (const until = Date.now() + 15_000; (await focused(page)) !== name && Date.now() < until;) await page.waitForTimeout(20);
  expect(await focused(page)).toBe(name);
}
