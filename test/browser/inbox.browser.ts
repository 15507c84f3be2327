import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ES } from '../../src/web/kit/texts/es.js';
import { expectAccessible } from '../support/axe.js';
import { type Branch, openBranch } from '../support/branch.js';
import { describeInBrowser, expectFocus, tabTo, VIEWS } from '../support/browser.js';
import { MESSAGE } from '../support/world.js';

const PHONE = { viewport: { width: 390, height: 844 } };

describeInBrowser('a customer’s inbox', (open) => {
  let branch: Branch;
  const send = async (message: string, more: object = {}): Promise<void> => {
    const { world, bank, customer, staff } = branch;
    const path = `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`;
    expect((await world.client.post(path, { ...MESSAGE, message, ...more }, { token: staff.token })).status).toBe(201);
  };
  const message = (page: Page, text: string): ReturnType<Page['getByRole']> => page.getByRole('article').filter({ hasText: text });
  const status = (page: Page, text: string): Promise<void> => page.getByRole('status').filter({ hasText: text }).first().waitFor();

  beforeAll(async () => {
    branch = await openBranch();
    for (let index = 0; index < 21; index++) await send(`Older message ${index}`, { from_person: 'Ana', from_department: 'Loans' });
  });

  test('is read, searched, marked and arrives by itself', async () => {
    await send(`See https://bank.example/terms. Not javascript:alert(1), nor <b>http://bank.example</b>. ${'Long. '.repeat(60)}`);
    const page = await open(VIEWS.inbox, {}, branch.reader);
    await status(page, '22 unread');
    expect(await page.title()).toMatch(/^\(22\) Inbox/);
    const first = message(page, 'See https://bank.example/terms');
    expect(await first.getByRole('link').count()).toBe(0); // folded: a part of an address might be shown
    await first.getByRole('button', { expanded: false }).focus();
    await page.keyboard.press('Enter');
    const link = first.getByRole('link');
    expect([await link.count(), await link.getAttribute('href'), await link.getAttribute('rel')]).toEqual([
      1,
      'https://bank.example/terms',
      'noopener noreferrer',
    ]);
    expect(await first.innerText()).toContain('<b>http://bank.example</b>');
    expect(await first.locator('time').innerText()).toMatch(/^today \d\d:\d\d/);
    await status(page, '21 unread');
    await expectAccessible(page);
    await first.getByRole('button', { name: 'Mark as unread' }).click();
    await status(page, '22 unread');
    await first.getByRole('button', { name: 'Mark as read', exact: true }).click();
    await status(page, '21 unread');

    await page.getByRole('button', { name: 'Load more' }).click();
    await message(page, 'Older message 0').waitFor();
    expect(await page.getByRole('article').count()).toBe(22);

    // Another tab of the browser has no stream of its own, and hears the same.
    const streams: string[] = [];
    page.context().on('request', (request) => {
      if (request.url().includes('/me/messages/stream')) streams.push(request.url());
    });
    const tab = await page.context().newPage();
    await tab.goto(VIEWS.inbox);
    await status(tab, '21 unread');
    await send('Just arrived', { from_person: 'Tom' });
    for (const one of [page, tab]) {
      await message(one, 'Just arrived').waitFor();
      await status(one, 'A new message from Tom has come.');
      await status(one, '22 unread');
    }
    expect(streams).toEqual([]);
    await message(tab, 'Just arrived').getByRole('button', { expanded: false }).click();
    await status(page, '21 unread'); // read there is read here
    await message(page, 'Older message 0').waitFor(); // and what was loaded stays
    expect(await page.getByRole('article').count()).toBe(23);

    await page.getByLabel('Words in the text').fill('message 7');
    await message(page, 'Older message 7').waitFor();
    await message(page, 'Just arrived').waitFor({ state: 'detached' });
    await page.getByLabel('Words in the text').fill('no such words');
    await page.getByText('No message fits').waitFor();
    await send('Fits no filter', { from_person: 'Eve' });
    await status(page, 'A new message from Eve has come.');
    await status(page, '22 unread');
    expect(await page.getByRole('article').count()).toBe(0);
    await page.getByLabel('Words in the text').fill('');
    await page.getByLabel('Sender').fill('tom');
    await message(page, 'Just arrived').waitFor();
    await message(page, 'Older message 7').waitFor({ state: 'detached' });
    await page.getByLabel('Sender').fill('');
    await message(page, 'Fits no filter').waitFor(); // what is marked is what is seen
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await status(page, 'Everything is read');
    expect(await page.title()).toMatch(/^Inbox/);
    await page.getByLabel('Only unread').check();
    await page.getByText('No message fits').waitFor();
    await expectAccessible(page);
  });

  test('on a phone, in Spanish, says how the customer is to be reached', async () => {
    const texts = ES.inbox;
    const page = await open(`${VIEWS.inbox}?locale=es_ES`, PHONE, branch.reader);
    await message(page, 'Older message 20').waitFor();
    expect(await message(page, 'Older message 20').locator('time').innerText()).toMatch(/^hoy \d{1,2}:\d\d/);
    await page.getByText(texts.notifications).click();
    await page.getByLabel(ES.outgoing.channels.email).selectOption({ label: texts.extents.mailings });
    await status(page, texts.saved);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.viewport.width);
    await expectAccessible(page);
    const { world, bank, customer, reader } = branch;
    const path = `/messaging/v1/me/banks/${bank}/customers/${customer}/delivery-preferences`;
    const { body } = await world.client.get(path, { token: reader.token });
    expect(body.opt_outs).toEqual([{ channel: 'email', extent: 'mailings' }]);
  });

  test('is read and marked by keyboard alone', async () => {
    await send('By keyboard', { from_person: 'Kim' });
    const page = await open(VIEWS.inbox, {}, branch.reader);
    const opens = message(page, 'By keyboard').getByRole('button', { expanded: false });
    await tabTo(page, (await opens.innerText()).trim());
    const mark = (name: string): ReturnType<Page['getByRole']> => message(page, 'By keyboard').getByRole('button', { name, exact: true });
    await page.keyboard.press('Enter');
    await mark('Mark as unread').waitFor();
    await tabTo(page, 'Mark as unread');
    await page.keyboard.press('Enter');
    await mark('Mark as read').waitFor();
    await expectFocus(page, 'Mark as read');
  });

  test('what is marked while the list is read again stays marked', async () => {
    await send('Marked slowly', { from_person: 'Lee' });
    const page = await open(VIEWS.inbox, {}, branch.reader);
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    await page.route('**/read?bank_id=*', (route) => arrived.then(() => route.continue()));
    const unread = message(page, 'Marked slowly').locator('.unread-mark');
    await unread.waitFor();
    await message(page, 'Marked slowly').getByRole('button', { expanded: false }).click();
    await unread.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Refresh' }).click();
    await unread.waitFor(); // the service does not know yet
    arrive();
    await unread.waitFor({ state: 'detached' });
  });
});
