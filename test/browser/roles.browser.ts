import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectAccessible } from '../support/axe.js';
import { type Branch, openBranch } from '../support/branch.js';
import { describeInBrowser, expectFocus, signInAs, signOut, tabTo, userMenu, VIEWS } from '../support/browser.js';

const DEVELOPERS = ['Explorer', 'Glossary', 'Swagger'];
const navigation = (page: Page): ReturnType<Page['getByRole']> => page.getByRole('navigation', { name: /^(Main|Principal)$/ });

/** The places of the row, without those that are folded. */
const placesOf = (page: Page): Promise<string[]> => navigation(page).locator('> ul > li > a').allInnerTexts();
const heightOf = async (page: Page): Promise<number> => (await page.getByRole('banner').boundingBox())?.height ?? 0;

/** Waits until a place is there: only then the page knows who is signed in. */
const place = (page: Page, name: string): Promise<void> => navigation(page).getByRole('link', { name, exact: true }).waitFor();

/** Whether everything in the header is in one row, and nothing in it is cut off. */
const isOneRow = (page: Page): Promise<boolean> =>
  page.getByRole('banner').evaluate((header) => {
    const shown = [...header.querySelectorAll('a, button')].filter(
      (element) => element.checkVisibility() && !element.closest('.menu, .folded > ul'),
    );
    const boxes = shown.map((element) => element.getBoundingClientRect());
    const lines = boxes.every(({ top, bottom, right }) => top < 32 && bottom > 24 && right <= innerWidth);
    const apart = boxes.every((box, at) => at === 0 || box.left >= (boxes[at - 1]?.right ?? 0) - 1);
    return shown.length > 0 && lines && apart && header.scrollWidth <= header.clientWidth;
  });

/** How far things have moved since the page began to load. */
const shiftOf = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) =>
          resolve(list.getEntries().reduce((sum, entry) => sum + (entry as PerformanceEntry & { value: number }).value, 0)),
        ).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(0), 100)));
      }),
  );

describeInBrowser('who somebody is', (open) => {
  let branch: Branch;
  beforeAll(async () => {
    branch = await openBranch();
  });

  test('decides what is in the navigation, and where / leads', async () => {
    const { world, staff, reader, bank, customer } = branch;
    const all = await world.user('all');
    await world.link(bank, all, customer);
    await world.grant(all, 'CanGetCustomerMessages', bank);
    await world.grant(all, 'CanLockUser');
    for (const [user, path, places] of [
      [branch.nobody, VIEWS.list, DEVELOPERS],
      [staff, VIEWS.send, ['Send', 'Sent']],
      [reader, VIEWS.inbox, ['Inbox']],
      [all, VIEWS.send, ['Inbox', 'Send', 'Sent', 'People', 'Delivery', 'Requests']],
    ] as const) {
      const page = await open('/', {}, user);
      await page.waitForURL(`**${path}`);
      await place(page, places[0]);
      expect([user.username, await placesOf(page)]).toEqual([user.username, places]);
      // The next page shows it at once, and so does this one again.
      await page.goto(VIEWS.glossary);
      expect([await placesOf(page), await shiftOf(page)]).toEqual([places, 0]);
      await page.goto('/');
      await page.waitForURL(`**${path}`);
    }
  });

  test('is asked anew when somebody else signs in: by the buttons of the sandbox, from / to the own page of each', async () => {
    const page = await open('/');
    await page.waitForURL('**/explorer');
    expect(await placesOf(page)).toEqual(DEVELOPERS);
    await signInAs(page, 'administrator');
    await page.waitForURL(`**${VIEWS.people}`); // who asked for / gets what it has
    await place(page, 'People');
    expect(await placesOf(page)).toEqual(['People', 'Delivery', 'Requests']);
    await signOut(page);
    await place(page, 'Explorer');

    await page.goto(VIEWS.list); // who asked for the Explorer stays there
    await signInAs(page, 'bank staff');
    await place(page, 'Send');
    expect(new URL(page.url()).pathname).toBe(VIEWS.list);
    const unfold = navigation(page).getByRole('button', { name: 'Developers' });
    expect(await navigation(page).getByRole('link', { name: 'Glossary' }).count()).toBe(0);
    await unfold.click();
    await navigation(page).getByRole('link', { name: 'Glossary' }).click();
    await page.waitForURL(`**${VIEWS.glossary}`);
  });

  test('is not known where the service does not say: the places of developers are left, and / leads to the Explorer', async () => {
    const page = await open(VIEWS.password, {}, branch.staff);
    await place(page, 'Send');
    await page.evaluate(() => sessionStorage.removeItem('customer-messages.people'));
    await page.route('**/messaging/v1/me?*', (route) => route.fulfill({ status: 429, json: { code: 429, message: 'OBP-10018' } }));
    await page.goto('/');
    await page.waitForURL('**/explorer');
    await place(page, 'Explorer');
    expect(await placesOf(page)).toEqual(DEVELOPERS);
  });

  test('whoever somebody is, the header is one row in both languages, on a phone too, and nothing moves', async () => {
    const { world, bank, customer } = branch;
    const user = await world.user('everybody');
    await world.link(bank, user, customer);
    await world.grant(user, 'CanCreateCustomerMessage', bank);
    await world.grant(user, 'CanGetAuditRecords');
    for (const locale of ['en_GB', 'es_ES'])
      for (const [width, height] of [
        [390, 64],
        [1280, 64],
        [2560, 90],
      ] as const) {
        const page = await open(`${VIEWS.password}?locale=${locale}`, { viewport: { width, height: 844 } }, user);
        await userMenu(page).waitFor();
        if (width > 1000) await place(page, locale === 'es_ES' ? 'Buzón' : 'Inbox');
        expect([locale, width, await isOneRow(page), await shiftOf(page)]).toEqual([locale, width, true, 0]);
        expect(await heightOf(page)).toBeLessThanOrEqual(height);
      }
  });

  test('the menus by keyboard alone, and axe finds nothing in them', async () => {
    const page = await open(VIEWS.password, {}, branch.staff);
    await place(page, 'Send');
    await tabTo(page, 'Developers');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('button', { name: 'Developers', expanded: true }).count()).toBe(1);
    await expectAccessible(page);
    await tabTo(page, 'Glossary');
    await page.keyboard.press('Escape');
    await expectFocus(page, 'Developers');
    await navigation(page).getByRole('link', { name: 'Glossary' }).waitFor({ state: 'hidden' });

    const own = `Account of ${branch.staff.username}`;
    await tabTo(page, own);
    await page.keyboard.press('Space');
    await expectAccessible(page);
    await tabTo(page, 'My sessions');
    await page.keyboard.press('Escape');
    await expectFocus(page, own);
    expect(await userMenu(page).getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Sign out');
    await page.keyboard.press('Tab'); // beyond its end it closes
    await page.locator('#user-menu').waitFor({ state: 'hidden' });
  });

  test('on a phone the places are behind a button, the developers among them and the other language too', async () => {
    const page = await open(VIEWS.inbox, { viewport: { width: 390, height: 844 } }, branch.reader);
    await userMenu(page).waitFor();
    expect(await page.locator('#places').isVisible()).toBe(false);
    await tabTo(page, 'Menu');
    await page.keyboard.press('Enter');
    await place(page, 'Inbox');
    await expectAccessible(page);
    for (const name of [...DEVELOPERS, 'Español']) await place(page, name);
    await tabTo(page, 'Español');
    await page.keyboard.press('Escape');
    await expectFocus(page, 'Menu');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Español');
    await page.keyboard.press('Enter');
    await page.waitForURL('**locale=es_ES**');
    await page.getByRole('button', { name: 'Menú' }).click();
    await place(page, 'Buzón');
    await expectAccessible(page);
  });

  test('without script / leads to the Explorer, and its places can be reached on a phone', async () => {
    const page = await open('/', { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    await page.waitForURL('**/explorer');
    await page.getByRole('link', { name: 'Glossary', exact: true }).click();
    await page.waitForURL(`**${VIEWS.glossary}`);
  });
});
