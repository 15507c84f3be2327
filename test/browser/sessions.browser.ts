import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ES } from '../../src/web/kit/texts/es.js';
import { expectAccessible } from '../support/axe.js';
import { describeInBrowser, expectFocus, signOut, tabTo, userMenu, VIEWS } from '../support/browser.js';
import { until } from '../support/sql.js';
import { PASSWORD, World, type WorldUser } from '../support/world.js';

const SANDBOX_APP = 'Sandbox';

const rows = (page: Page): ReturnType<Page['locator']> => page.locator('tr[data-session]');
const current = (page: Page): ReturnType<Page['locator']> => rows(page).filter({ hasText: 'this one' });
const said = (page: Page, text: string): Promise<void> => page.getByRole('status').filter({ hasText: text }).waitFor();
const signInButton = (page: Page): ReturnType<Page['locator']> => page.getByRole('banner').getByRole('button', { name: 'Sign in' });

describeInBrowser('sessions', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await World.create();
  });
  /** What the service says to a token. */
  const statusOf = async (token: string): Promise<number> => (await world.client.get('/obp/v3.0.0/users/current', { token })).status;
  const login = ({ username }: WorldUser): Promise<string> => world.client.login(username, PASSWORD, world.consumerKey);

  test('are seen, and another one is revoked by keyboard: its token is refused', async () => {
    const user = await world.user('roamer');
    const other = await login(user);
    const page = await open(VIEWS.sessions, {}, user);
    await current(page).waitFor();
    expect(await rows(page).count()).toBe(2);
    expect(await current(page).innerText()).toContain('DirectLogin');
    await expectAccessible(page);

    const revoke = rows(page).filter({ hasNotText: 'this one' }).getByRole('button');
    const name = (await revoke.getAttribute('aria-label')) ?? '';
    expect(name).toMatch(new RegExp(`^Revoke the session with ${SANDBOX_APP} since .*20\\d\\d`));
    await tabTo(page, name);
    await page.keyboard.press('Enter');
    await said(page, `The session with ${SANDBOX_APP} is revoked.`);
    await rows(page).nth(1).waitFor({ state: 'detached' });
    await expectFocus(page, 'Sessions');
    expect([await statusOf(other), await statusOf(user.token)]).toEqual([401, 200]);
    expect(await page.getByRole('button', { name: 'Sign out of all others' }).count()).toBe(0);
  });

  test('all others are ended at once', async () => {
    const user = await world.user('spread');
    const others = [await login(user), await login(user)];
    const page = await open(VIEWS.sessions, {}, user);
    await page.getByRole('button', { name: 'Sign out of all others' }).click();
    await said(page, 'You are signed out everywhere else.');
    await rows(page).nth(1).waitFor({ state: 'detached' });
    await current(page).waitFor();
    expect(await Promise.all([...others, user.token].map(statusOf))).toEqual([401, 401, 200]);
  });

  test('revoking this one signs out here', async () => {
    const user = await world.user('leaver');
    const page = await open(VIEWS.sessions, {}, user);
    await current(page).getByRole('button').click();
    await said(page, 'You are signed out here.');
    await signInButton(page).waitFor();
    expect(await page.locator('.sign-in-line:focus').count()).toBe(1);
    expect([await rows(page).count(), await statusOf(user.token)]).toEqual([0, 401]);
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    await expectAccessible(page);
  });

  test('leaving an application ends all sessions with it, this one too, and leaves those of others', async () => {
    const user = await world.user('quitter');
    const other = await login(user);
    const stranger = await world.user('stranger');
    const page = await open(VIEWS.sessions, {}, user);
    const application = page.getByRole('row').filter({ has: page.getByRole('button', { name: `Sign out everywhere of ${SANDBOX_APP}` }) });
    expect(await application.getByRole('cell').first().innerText()).toBe('2');
    await application.getByRole('button').click();
    await said(page, `All your sessions with ${SANDBOX_APP} are revoked.`);
    await signInButton(page).waitFor();
    expect(await Promise.all([other, user.token, stranger.token].map(statusOf))).toEqual([401, 401, 200]);
  });

  test('one that has ended meanwhile: the service says so, and it is gone from the list', async () => {
    const user = await world.user('late');
    const other = await login(user);
    const page = await open(`${VIEWS.sessions}?locale=es_ES`, {}, user);
    const revoke = rows(page).getByRole('button', { name: 'Revocar la sesión con' });
    await revoke.waitFor();
    expect((await world.client.delete('/messaging/v1/me/sessions/current', { token: other })).status).toBe(204);
    await revoke.click();
    await said(page, 'OBP-98140');
    await rows(page).nth(1).waitFor({ state: 'detached' });
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual([ES.sessions.sessions, ES.sessions.applications]);
  });

  test('signing out in the header ends the session on the service', async () => {
    const user = await world.user('header');
    const page = await open(VIEWS.glossary, { viewport: { width: 320, height: 640 } }, user);
    await userMenu(page).click();
    await page.getByRole('banner').getByRole('link', { name: 'My sessions' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.getByRole('banner').getByRole('button', { name: 'Sign out' }).click();
    await signInButton(page).waitFor();
    await expectFocus(page, 'Sign in');
    expect(await statusOf(user.token)).toBe(401);
  });

  test('signing out works without an answer of the service', async () => {
    const user = await world.user('offline');
    const page = await open(VIEWS.glossary, {}, user);
    await userMenu(page).waitFor();
    // Not by the browser, which would write to the console that there is no network.
    await page.evaluate(() => {
      window.fetch = () => Promise.reject(new TypeError('no network'));
    });
    await signOut(page);
    await signInButton(page).waitFor();
    expect(await statusOf(user.token)).toBe(200);
    await page.reload();
    await until('the session has ended', async () => (await statusOf(user.token)) === 401);
    await signInButton(page).waitFor();
    await until('nothing is left of it', async () => (await page.evaluate(() => localStorage.length)) === 0);
  });
});
