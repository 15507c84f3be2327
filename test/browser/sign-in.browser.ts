import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, expectFocus, focused, sandbox, signInAs, signOut, userMenu, VIEWS } from '../support/browser.js';

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
    expect(await page.context().cookies()).toEqual([]);
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
    expect(await problem.innerText()).toContain('but no comma');
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
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  test('a session is not shared with another tab, nor kept longer than its own', async () => {
    const page = await open(VIEWS.list);
    await signInAs(page, 'customer');
    const other = await page.context().newPage();
    await other.goto(VIEWS.list);
    await other.getByRole('banner').getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });
});
