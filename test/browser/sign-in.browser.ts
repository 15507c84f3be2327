import { expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { ERRORS } from '../../src/platform/errors/catalogue.js';
import { describeInBrowser, expectFocus, focused, sandbox, signInAs, signOut, userMenu, VIEWS } from '../support/browser.js';
import { until } from '../support/sql.js';

const dialogOf = (page: Page): ReturnType<Page['getByRole']> => page.getByRole('dialog', { name: 'Sign in' });

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Opens the dialog with the keyboard. */
async function openDialog(page: Page): Promise<void> {
  const button = page.getByRole('banner').getByRole('button', { name: 'Sign in' });
  await button.focus();
  await press(page, 'Enter');
  await dialogOf(page).waitFor();
}

describeInBrowser('signing in', (open) => {
  test('Tab goes through the header in the order in which it is read', async () => {
    const page = await open(VIEWS.list);
    await page.locator('.account > button:enabled').waitFor();
    const order: string[] = [];
    for (let at = 0; at < 7; at += 1) {
      await press(page, 'Tab');
      order.push(await focused(page));
    }
    expect(order).toEqual(['Skip to the content', 'Customer Messages', 'Explorer', 'Glossary', 'Swagger', 'Español', 'Sign in']);
    const outline = await page.locator(':focus').evaluate((element) => getComputedStyle(element).outlineStyle);
    expect(outline).toBe('solid');
  });

  test('the first link leads past the header', async () => {
    const page = await open(VIEWS.list);
    await press(page, 'Tab', 'Enter');
    expect(await page.locator('main:focus').count()).toBe(1);
  });

  test('by keyboard alone', async () => {
    const { username, password } = sandbox().users.staff;
    const page = await open(VIEWS.list);
    await openDialog(page);
    await expectFocus(page, 'username');
    await page.keyboard.type(username);
    await press(page, 'Tab');
    await expectFocus(page, 'password');
    await page.keyboard.type(password);
    expect(
      await dialogOf(page)
        .getByText(/consumer/i)
        .count(),
    ).toBe(0); // one is configured
    await press(page, 'Enter');
    await userMenu(page).waitFor();
    expect(await userMenu(page).innerText()).toBe(username);
    await expectFocus(page, `Account of ${username}`); // where it was asked for

    await page.goto(VIEWS.glossary);
    await userMenu(page).waitFor();
    expect((await page.context().cookies()).map(({ name, httpOnly }) => [name, httpOnly])).toEqual([['session', true]]);
  });

  test('Escape closes the dialog and gives the focus back', async () => {
    const page = await open(VIEWS.list);
    await openDialog(page);
    await press(page, 'Escape');
    await dialogOf(page).waitFor({ state: 'hidden' });
    await expectFocus(page, 'Sign in');
    await press(page, 'Enter');
    await dialogOf(page).getByRole('button', { name: 'Close' }).press('Enter');
    await dialogOf(page).waitFor({ state: 'hidden' });
    await expectFocus(page, 'Sign in');
  });

  test('a refusal is shown in the words of the service, and announced', async () => {
    const page = await open(VIEWS.list);
    await openDialog(page);
    await page.getByLabel('User name').fill('nobody.at.all');
    await page.getByLabel('Password').fill('Not-A-Password-2026');
    await press(page, 'Enter');
    const problem = dialogOf(page).getByRole('alert');
    await problem.filter({ hasText: 'OBP-20004: Invalid login credentials.' }).waitFor();
    await page.getByLabel('User name').fill('a,b');
    await press(page, 'Enter');
    await problem.filter({ hasText: `${ERRORS.InvalidCharacters.code}:` }).waitFor();
    await page.getByLabel('User name').fill('');
    await press(page, 'Enter');
    expect(await problem.innerText()).toBe('Fill in user name and password.');
  });

  test('one of the sandbox at a click, until signing out', async () => {
    const page = await open(VIEWS.inbox);
    for (const [button, name] of [
      ['bank staff', 'staff'],
      ['customer', 'customer'],
      ['administrator', 'admin'],
    ] as const) {
      await signInAs(page, button);
      expect(await userMenu(page).innerText()).toBe(sandbox().users[name].username);
      await signOut(page);
      await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).waitFor();
    }
    expect(await page.evaluate(() => [sessionStorage.length, localStorage.length])).toEqual([0, 0]);
  });

  test("lasts over reload and tabs, until one of them signs out; then it is another one's in all", async () => {
    const page = await open(VIEWS.send);
    const { staff, customer } = sandbox().users;
    const asked: string[] = [];
    page.context().on('request', (request) => {
      const path = new URL(request.url()).pathname;
      if (path.startsWith('/messaging/v1/session')) asked.push(path);
    });
    const button = (tab: Page, name: string): Locator => tab.getByRole('banner').getByRole('button', { name });
    await button(page, 'Sign in').waitFor();
    await page.reload();
    await button(page, 'Sign in').waitFor();
    expect(asked).toEqual([]); // who is not signed in asks for no token

    await signInAs(page, 'bank staff');
    await page.getByLabel('Message', { exact: true }).fill('Half a thought');
    await page.reload();
    expect(await userMenu(page).innerText()).toBe(staff.username);
    await page.locator('fieldset:enabled').waitFor();
    expect(await page.getByLabel('Message', { exact: true }).inputValue()).toBe('Half a thought');
    const opening = page.context().waitForEvent('page');
    await page.locator('a.brand').click({ modifiers: ['ControlOrMeta'] });
    const other = await opening;
    await userMenu(other).waitFor();
    const [session, ...more] = (await page.context().cookies()).filter(({ name }) => name === 'session');
    expect([session, more]).toMatchObject([{ httpOnly: true, sameSite: 'Lax', path: '/', expires: -1 }, []]);
    // No script, not even a stranger's, finds anything by which it could call.
    const found = await page.evaluate(() => document.cookie + JSON.stringify([localStorage, sessionStorage]));
    expect(found).not.toContain(session?.value);
    expect(found).not.toMatch(/eyJ|token/i);

    await signOut(other);
    await button(page, 'Sign in').waitFor();
    expect(await page.getByLabel('Message', { exact: true }).inputValue()).toBe('');
    // All tabs follow before the service has answered.
    await until('the cookie is gone', async () => (await page.context().cookies()).every(({ name }) => name !== 'session'));
    await signInAs(page, 'customer');
    await userMenu(other).waitFor();
    expect(await userMenu(other).innerText()).toBe(customer.username);
  });

  test('a token that is refused is renewed once, and a session that was ended elsewhere is over', async () => {
    const page = await open(VIEWS.list);
    await signInAs(page, 'customer');
    // As if the token had ended: the first call with it is refused.
    let bad = 1;
    await page.route('**/messaging/v1/me/sessions?*', (route) =>
      route.continue(bad-- > 0 ? { headers: { ...route.request().headers(), directlogin: 'token=ended' } } : {}),
    );
    await userMenu(page).click();
    await page.getByRole('banner').getByRole('link', { name: 'My sessions' }).click();
    await page.locator('tr[data-session]').first().waitFor();
    expect(bad).toBeLessThan(0);
    await page.context().clearCookies({ name: 'session' });
    bad = 1;
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await page.locator('tr[data-session]').count()).toBe(0);
  });

  test('where nothing may be stored, one is signed in on the page', async () => {
    const page = await open(VIEWS.list);
    await page.addInitScript(() => {
      for (const storage of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, storage, {
          get: () => {
            throw new DOMException('forbidden', 'SecurityError');
          },
        });
      Object.defineProperty(navigator, 'cookieEnabled', { get: () => false });
    });
    await page.goto(VIEWS.sessions);
    await signInAs(page, 'customer');
    await page.locator('tr[data-session]').first().waitFor();
    expect(await page.context().cookies()).toEqual([]);
    await signOut(page);
    await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).waitFor();
  });
});
