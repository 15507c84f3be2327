import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ES } from '../../src/web/kit/texts/es.js';
import { expectAccessible } from '../support/axe.js';
import { type Branch, openBranch } from '../support/branch.js';
import { describeInBrowser, expectFocus, tabTo, VIEWS } from '../support/browser.js';
import { CUSTOMER, type World } from '../support/world.js';

const PHONE = { viewport: { width: 390, height: 844 } };

const field = (page: Page): ReturnType<Page['locator']> => page.getByRole('combobox', { name: 'Customer', exact: true });
const card = (page: Page): ReturnType<Page['locator']> => page.getByRole('region', { name: 'Who is written to' });
const sidewaysOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function customer(world: World, bank: string, name: string, more: object = {}): Promise<string> {
  const { status, body } = await world.client.post<{ customer_id: string }>(
    `/obp/v4.0.0/banks/${bank}/customers`,
    { ...CUSTOMER, legal_name: name, ...more },
    { token: world.admin.token },
  );
  expect(status).toBe(201);
  return body.customer_id;
}

describeInBrowser('a clerk', (open) => {
  let branch: Branch;
  let maria: string;
  beforeAll(async () => {
    branch = await openBranch();
    const { world, bank, staff } = branch;
    await world.grant(staff, 'CanGetCustomer', bank);
    maria = await customer(world, bank, 'María García', { email: 'maria@example.com' });
    await customer(world, bank, 'Mariana Gardiner');
  });

  test('finds a customer by keyboard alone, sees who it is, and sends', async () => {
    const { bank, staff } = branch;
    const page = await open(`${VIEWS.send}?bank=${bank}`, {}, staff);
    await field(page).waitFor();
    await tabTo(page, 'customer');
    await page.keyboard.type('maria gar');
    await page.getByRole('status').filter({ hasText: '2 customers fit' }).waitFor();
    expect(await field(page).getAttribute('aria-expanded')).toBe('true');
    await expectAccessible(page);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('.options [aria-selected=true]').innerText()).toContain('Mariana Gardiner');
    await page.keyboard.press('ArrowUp');
    const active = await field(page).getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active}`).innerText()).toContain('María García');
    await page.keyboard.press('Escape');
    expect(await field(page).getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await card(page).getByText('maria@example.com').waitFor();
    await expectFocus(page, 'customer');
    await page.getByText('Nothing has been sent to this customer yet.').waitFor();
    await expectAccessible(page);
    await tabTo(page, 'message');
    await page.keyboard.type('Your card is ready, María');
    await tabTo(page, 'Send message to María García');
    await page.keyboard.press('Enter');
    await page
      .getByRole('status')
      .filter({ hasText: /^Sent to María García \(\d+\): “Your card is ready, María”$/ })
      .waitFor();
    await page.getByRole('article').filter({ hasText: 'staff Test' }).waitFor();
  });

  test('follows a link or pastes an id, on a phone and in Spanish', async () => {
    const { bank, staff } = branch;
    const page = await open(`${VIEWS.send}?bank=${bank}&customer=${maria}&locale=es_ES`, PHONE, staff);
    const who = page.getByRole('region', { name: ES.customers.who });
    await who.getByText('María García').waitFor();
    const input = page.getByRole('combobox', { name: ES.customers.label, exact: true });
    expect(await input.inputValue()).toBe('María García');
    await expectAccessible(page);
    await input.fill('nadie en absoluto');
    await page.getByRole('status').filter({ hasText: ES.customers.nobody }).waitFor();
    expect(await who.count()).toBe(0);
    await page.getByRole('button', { name: ES.send.send }).click();
    await page.getByText(ES.send.customerNeeded).waitFor();
    await input.fill(branch.customer);
    await who.getByText('Eveline Tripman').waitFor();
    await input.fill('gar');
    await page.locator('.options li').nth(1).waitFor();
    expect(await sidewaysOf(page)).toBe(0);
    await expectAccessible(page);
    await page.locator('.options li').first().click();
    await who.getByText('María García').waitFor();
  });

  test('who may not send at the bank is told at once, and can ask for the role', async () => {
    const page = await open(`${VIEWS.send}?bank=${branch.bank}`, {}, branch.nobody);
    await page.getByText('You may not send messages at this bank yet.').waitFor();
    expect(await page.getByRole('button', { name: /^Send message/ }).count()).toBe(0);
    await expectAccessible(page);
    await page.getByRole('button', { name: `Request CanCreateCustomerMessage at ${branch.bank}` }).click();
    await page.getByRole('button', { name: 'Send the request' }).click();
    await page.getByRole('status').filter({ hasText: 'The request is filed' }).waitFor();
  });
});
