import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ES } from '../../src/web/kit/texts/es.js';
import { expectAccessible } from '../support/axe.js';
import { type Branch, openBranch } from '../support/branch.js';
import { describeInBrowser, expectFocus, tabTo, userMenu, VIEWS } from '../support/browser.js';
import { PASSWORD, type WorldUser } from '../support/world.js';

/** Writes into what has the focus. */
const type = (page: Page, text: string): Promise<void> => page.keyboard.type(text);
const article = (page: Page, message: string): Promise<void> => page.getByRole('article').filter({ hasText: message }).waitFor();

async function chooseBank(page: Page, bank: string): Promise<void> {
  await page.locator('label.bank select').selectOption(bank);
}

describeInBrowser('a message', (open) => {
  let branch: Branch;
  beforeAll(async () => {
    branch = await openBranch();
  });

  test('that staff send is in the inbox of the customer', async () => {
    const page = await open(VIEWS.send, {}, branch.staff);
    await chooseBank(page, branch.bank);
    const send = page.getByRole('button', { name: 'Send message' });
    await send.click();
    expect(await page.getByText('Say which customer').isVisible()).toBe(true);
    expect(await page.getByText('Write a message.').isVisible()).toBe(true);
    await expectFocus(page, 'customer');
    await expectAccessible(page);

    await page.getByLabel('Customer id').fill('no-such-customer');
    await page.getByLabel('Message', { exact: true }).fill('From desk to inbox');
    await send.click();
    await page.getByRole('alert').filter({ hasText: 'OBP-30046' }).waitFor();
    await expectAccessible(page);

    await page.getByLabel('Customer id').fill(branch.customer);
    await send.click();
    await page.getByRole('status').filter({ hasText: 'From desk to inbox' }).waitFor();
    await article(page, 'From desk to inbox');
    await expectAccessible(page);

    const inbox = await open(`${VIEWS.inbox}?bank=${branch.bank}`, {}, branch.reader);
    await article(inbox, 'From desk to inbox');
    expect(await inbox.getByRole('article').filter({ hasText: 'From desk to inbox' }).innerText()).toContain('staff Test');
    await expectAccessible(inbox);
  });

  test('by keyboard alone, from signing in to reading it', async () => {
    const page = await open(VIEWS.send);
    await page.locator('.sign-in-line button:enabled').waitFor();
    await tabTo(page, 'Explorer');
    await tabTo(page, 'Sign in'); // that of the header
    await tabTo(page, 'Sign in'); // that of the page
    await signInByKeyboard(page, branch.staff);
    await page.locator('.sign-in-line:focus').waitFor();
    await page.locator('select:enabled').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.locator('select:focus').count()).toBe(1);
    await type(page, `Bank ${branch.bank}`); // as a list of choices is searched
    expect(await page.locator('select').inputValue()).toBe(branch.bank);
    await tabTo(page, 'customer');
    await type(page, branch.customer);
    await tabTo(page, 'person');
    expect(await page.locator('[name=person]').inputValue()).toBe('staff Test');
    await tabTo(page, 'message');
    await type(page, 'Without a mouse');
    await tabTo(page, 'Send message');
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Without a mouse' }).waitFor();
    await expectFocus(page, 'message'); // ready for the next

    await tabTo(page, `Account of ${branch.staff.username}`, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Sign out');
    await page.keyboard.press('Enter');
    await page.locator('.sign-in-line button:enabled').waitFor();
    await expectFocus(page, 'Sign in');
    await signInByKeyboard(page, branch.reader);
    await userMenu(page).waitFor();
    await expectFocus(page, `Account of ${branch.reader.username}`);
    await page.getByRole('navigation').getByRole('link', { name: 'Inbox' }).waitFor();
    await tabTo(page, 'Inbox', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${VIEWS.inbox}`);
    await page.locator('select:enabled').waitFor();
    await tabTo(page, 'Refresh');
    await page.keyboard.press('Shift+Tab');
    await type(page, `Bank ${branch.bank}`);
    await article(page, 'Without a mouse');
  });

  test('in Spanish all the way, and the other language leads to the same bank', async () => {
    const page = await open(`${VIEWS.send}?locale=es_ES`, {}, branch.staff);
    await chooseBank(page, branch.bank);
    await page.getByLabel(ES.send.customer).fill(branch.customer);
    await page.getByLabel(ES.send.message, { exact: true }).fill('¡Su tarjeta está lista!');
    await page.getByRole('button', { name: ES.send.send }).click();
    await article(page, '¡Su tarjeta está lista!');

    const inbox = await open(`${VIEWS.inbox}?locale=es_ES`, {}, branch.reader);
    await chooseBank(inbox, branch.bank);
    await article(inbox, '¡Su tarjeta está lista!');
    await inbox.getByRole('link', { name: 'English' }).click();
    await inbox.waitForURL(`**${VIEWS.inbox}?bank=${branch.bank}&locale=en_GB`);
    await article(inbox, '¡Su tarjeta está lista!');
  });
});

/** In the dialog that the control with the focus opens. */
async function signInByKeyboard(page: Page, { username }: WorldUser): Promise<void> {
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await expectFocus(page, 'username');
  await type(page, username);
  await page.keyboard.press('Tab');
  await type(page, PASSWORD);
  await page.keyboard.press('Enter');
}

describeInBrowser('a role', (open) => {
  const ROLE = 'CanCreateCustomerMessage';
  let branch: Branch;
  let decider: WorldUser;
  beforeAll(async () => {
    branch = await openBranch();
    decider = await branch.world.user('decider');
    for (const role of ['CanGetEntitlementRequestsAtAnyBank', 'CanDeleteEntitlementRequestsAtAnyBank', 'CanCreateEntitlementAtAnyBank'])
      await branch.world.grant(decider, role);
  });
  const what = ({ username }: WorldUser): string => `${ROLE} at ${branch.bank} to ${username}`;

  /** On the page of the operation; it stays open. */
  async function request(user: WorldUser): Promise<Page> {
    const page = await open(VIEWS['an operation with a body'], {}, user);
    await chooseBank(page, branch.bank);
    const button = page.getByRole('button', { name: `Request ${ROLE} at ${branch.bank}` });
    await button.press('Enter');
    await expectFocus(page, 'reason');
    await page.keyboard.press('Escape');
    await expectFocus(page, `Request ${ROLE} at ${branch.bank}`);
    await button.press('Enter');
    await expectFocus(page, 'reason');
    await type(page, `For the desk of ${user.username}`);
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'The request is filed' }).waitFor();
    await expectFocus(page, 'Requested');
    return page;
  }
  async function stateOf(page: Page, state: string): Promise<void> {
    await page.reload();
    await chooseBank(page, branch.bank);
    await page.locator('.role-list li').filter({ hasText: ROLE }).getByText(state, { exact: true }).waitFor();
  }

  test('is requested, seen and granted on the page, and then held', async () => {
    const user = await branch.world.user('wishful');
    const asked = await request(user);
    await expectAccessible(asked);
    await stateOf(asked, 'Requested');

    const page = await open(VIEWS.requests, {}, decider);
    const row = page.getByRole('row').filter({ hasText: user.username });
    await row.getByText('Waiting').waitFor();
    await row.getByText(`For the desk of ${user.username}`).waitFor();
    await expectAccessible(page);
    await tabTo(page, `Grant ${what(user)}`);
    await page.keyboard.press('Enter');
    await page
      .getByRole('status')
      .filter({ hasText: `Granted: ${what(user)}.` })
      .waitFor();
    await page.locator('[data-request]').filter({ hasText: user.username }).waitFor({ state: 'detached' });
    await page.locator('[data-decided]').filter({ hasText: user.username }).getByText(`by ${decider.username}`).waitFor();
    await stateOf(asked, 'Held');

    await asked.goto(VIEWS.requests);
    await asked.getByText('You have requested no role.').waitFor();
  });

  test('is declined after a second thought, and can be requested again', async () => {
    const user = await branch.world.user('hopeful');
    const asked = await request(user);
    const page = await open(VIEWS.requests, {}, decider);
    await page.getByRole('row').filter({ hasText: user.username }).waitFor();
    await tabTo(page, `Decline ${what(user)}`);
    await page.keyboard.press('Enter');
    await expectFocus(page, 'reason');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expectFocus(page, `Decline ${what(user)}`);
    await page.keyboard.press('Space');
    await expectFocus(page, 'reason');
    await type(page, 'Ask your branch');
    await tabTo(page, `Really decline ${what(user)}`);
    await page.keyboard.press('Enter');
    await page
      .getByRole('status')
      .filter({ hasText: `Declined: ${what(user)}.` })
      .waitFor();
    await stateOf(asked, 'Request');
    await asked.goto(VIEWS.requests);
    await asked.locator('[data-decided]').filter({ hasText: 'Ask your branch' }).getByText('Declined').waitFor();
    await expectAccessible(asked);
  });
});
