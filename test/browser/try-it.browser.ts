import { beforeAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { ES } from '../../src/web/kit/texts/es.js';
import { ERRORS, type ErrorKey } from '../../src/platform/errors/catalogue.js';
import { expectAccessible } from '../support/axe.js';
import { type Branch, openBranch } from '../support/branch.js';
import { describeInBrowser, expectFocus, focused, VIEWS } from '../support/browser.js';
import { PASSWORD } from '../support/world.js';

/** The four operations of the main job. */
const PAGES = {
  create: VIEWS['an operation with a body'],
  list: VIEWS['an operation with a query'],
  'create through v1.4.0': '/explorer/operations/OBPv1.4.0-addCustomerMessage',
  inbox: '/explorer/operations/OBPv1.4.0-getCustomersMessages',
} as const;
type Operation = keyof typeof PAGES;

const sample = (page: Page): Locator => page.locator('#try-code-panel');
const body = (page: Page): Locator => page.locator('.result [data-body]');

/** Puts values into the fields of the path; an operation that has no such field goes without. */
async function fillPath(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  await page.locator('.try fieldset:enabled').first().waitFor();
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`#try-path-${name}`);
    if ((await field.count()) > 0) await field.fill(value);
  }
}

/** Presses the button, and waits for an answer with that status. */
async function send(page: Page, status: number): Promise<void> {
  await page.locator('.sender').getByRole('button', { name: 'Send' }).click();
  await page.locator(`.result[aria-busy=false] [data-status="${status}"]`).waitFor();
}

const withText = (message: string): string =>
  JSON.stringify({ message, transport: 'SMS', from_department: 'Open Bank', from_person: 'Tom' });
const withTextV140 = (message: string): string => JSON.stringify({ message, from_department: 'Open Bank', from_person: 'Tom' });

describeInBrowser('Try it', (open) => {
  let branch: Branch;
  beforeAll(async () => {
    branch = await openBranch();
  });
  const path = (): Record<string, string> => ({ BANK_ID: branch.bank, CUSTOMER_ID: branch.customer });

  test('staff create a message and list it, another through v1.4.0, and the customer reads both', async () => {
    const page = await open(PAGES.create, {}, branch.staff);
    await fillPath(page, path());
    await page.locator('#try-body').fill(withText('Through v4.0.0'));
    await send(page, 201);
    expect(await body(page).innerText()).toContain('"success"');
    expect(await page.locator('.explanation').count()).toBe(0);
    await expectAccessible(page);

    await page.goto(PAGES['create through v1.4.0']);
    await fillPath(page, path());
    await page.locator('#try-body').fill(withTextV140('Through v1.4.0'));
    await send(page, 201);

    await page.goto(PAGES.list);
    await fillPath(page, path());
    await send(page, 200);
    const messages = JSON.parse(await body(page).innerText()).messages as { message: string }[];
    expect(messages.map(({ message }) => message)).toEqual(['Through v1.4.0', 'Through v4.0.0']);
    await page.locator('#try-query-limit').fill('1');
    expect(await page.locator('[data-url]').innerText()).toMatch(/messages\?limit=1$/);
    await send(page, 200);
    await body(page).filter({ hasNotText: 'Through v4.0.0' }).waitFor();

    const inbox = await open(PAGES.inbox, {}, branch.reader);
    await fillPath(inbox, path());
    await send(inbox, 200);
    expect(await body(inbox).innerText()).toMatch(/Through v1\.4\.0[^]*Through v4\.0\.0/);
    await inbox.locator('.result summary').click();
    expect(await inbox.locator('.answer-headers').innerText()).toMatch(/correlation-id/i);
  });

  const refusals: [Operation, keyof Omit<Branch, 'world' | 'bank' | 'customer'> | undefined, ErrorKey, Record<string, string>][] = [
    ['create', undefined, 'UserNotLoggedIn', {}],
    ['create', 'nobody', 'UserHasMissingRoles', {}],
    ['create', 'staff', 'BankNotFound', { BANK_ID: 'no-such-bank' }],
    ['create', 'staff', 'InvalidJson', { body: '{"message": ' }],
    ['create', 'staff', 'CustomerNotFound', { CUSTOMER_ID: 'no-such-customer' }],
    ['list', undefined, 'UserNotLoggedIn', {}],
    ['list', 'nobody', 'UserHasMissingRoles', {}],
    ['list', 'staff', 'BankNotFound', { BANK_ID: 'no-such-bank' }],
    ['list', 'staff', 'CustomerNotFound', { CUSTOMER_ID: 'no-such-customer' }],
    ['create through v1.4.0', undefined, 'UserNotLoggedIn', {}],
    ['create through v1.4.0', 'nobody', 'BankNotFound', { BANK_ID: 'no-such-bank' }],
    ['create through v1.4.0', 'nobody', 'InvalidJson', { body: '{"message": 5' }],
    ['create through v1.4.0', 'nobody', 'CustomerNotFound', { CUSTOMER_ID: 'no-such-customer' }],
    ['inbox', undefined, 'UserNotLoggedIn', {}],
    ['inbox', 'reader', 'BankNotFound', { BANK_ID: 'no-such-bank' }],
  ];
  test.each(Object.keys(PAGES) as Operation[])('what is refused is explained in the words of the catalogue: %s', async (operation) => {
    let [page, caller] = [await open(PAGES[operation]), undefined as string | undefined];
    for (const [, who, key, wrong] of refusals.filter(([name]) => name === operation)) {
      if (who !== caller) page = await open(PAGES[operation], {}, who && branch[who]);
      caller = who;
      await fillPath(page, { ...path(), ...wrong });
      if (wrong.body !== undefined) await page.locator('#try-body').fill(wrong.body);
      else if (operation.startsWith('create')) await page.getByRole('button', { name: 'Reset to the example' }).click();
      const { code, status, text } = ERRORS[key];
      await send(page, status);
      const box = page.locator(`.explanation[data-error=${code}]`);
      await box.waitFor();
      expect(await box.locator('p').first().innerText()).toBe(`${code} (HTTP ${status}): ${text.trim()}`);
      await box.getByRole('link', { name: code }).click();
      expect(await page.locator('tr:target').innerText()).toContain(code);
      if (key === 'UserNotLoggedIn') await expectAccessible(page);
    }
  });

  test('the code is that of the call as the form has it', async () => {
    const page = await open(PAGES.create, {}, branch.staff);
    await fillPath(page, path());
    const text = `It's "new" ${branch.bank}`;
    await page.locator('#try-body').fill(withText(text));
    await page.getByLabel('API version').selectOption('OBPv5.1.0');
    const url = `/obp/v5.1.0/banks/${branch.bank}/customers/${branch.customer}/messages`;
    await page.getByRole('tab', { name: 'curl' }).focus();
    const written = {
      curl: withText(text).replaceAll("'", String.raw`'\''`),
      typescript: branch.customer,
      python: branch.bank,
    };
    for (const [language, part] of Object.entries(written)) {
      const code = await sample(page).innerText();
      expect([language, await sample(page).getAttribute('data-language')]).toEqual([language, language]);
      for (const one of [url, part, 'DirectLogin']) expect(code).toContain(one);
      expect(code).not.toContain(branch.staff.token);
      await page.keyboard.press('ArrowRight');
    }
    await expectFocus(page, 'curl');
  });

  test('by keyboard alone: fill in, send, sign in where it is asked for, send again', async () => {
    const page = await open(PAGES.inbox);
    await fillPath(page, path());
    await page.locator('#try-path-BANK_ID').focus();
    const order: string[] = [];
    do {
      await page.keyboard.press('Tab');
      order.push(await page.locator(':focus').evaluate((element) => element.id || element.textContent));
      expect(await page.locator(':focus').evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
    } while (order.at(-1) !== 'try-tab-curl' && order.length < 20);
    expect(order).toEqual([
      ...(await page.locator('.try fieldset fieldset input').evaluateAll((inputs) => inputs.slice(1).map(({ id }) => id))),
      'try-tab-curl',
    ]);
    do await page.keyboard.press('Shift+Tab');
    while ((await focused(page)) !== 'Sign in');
    await page.keyboard.press('Shift+Tab');
    await expectFocus(page, 'Send');
    await page.keyboard.press('Enter');
    const signIn = page.locator('.explanation').getByRole('button', { name: 'Sign in' });
    await signIn.waitFor();
    do await page.keyboard.press('Tab');
    while (!(await signIn.evaluate((element) => element === document.activeElement)));
    await page.keyboard.press('Space');
    await page.getByRole('dialog', { name: 'Sign in' }).waitFor();
    await expectFocus(page, 'username');
    await page.keyboard.type(branch.reader.username);
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.locator('.explanation:focus').waitFor();
    do await page.keyboard.press('Shift+Tab');
    while ((await focused(page)) !== 'Send');
    await page.keyboard.press('Enter');
    await page.locator('[data-status="200"]').waitFor();
    await expectFocus(page, 'Send');
  });

  test('asks before it deletes', async () => {
    const [id, remover] = await Promise.all([
      branch.world.grant(branch.nobody, 'CanGetCustomer', branch.bank),
      branch.world.user('remover'),
    ]);
    await branch.world.grant(remover, 'CanDeleteEntitlementAtAnyBank');
    const page = await open('/explorer/operations/OBPv2.0.0-deleteEntitlement', {}, remover);
    await fillPath(page, { USER_ID: branch.nobody.userId, ENTITLEMENT_ID: id });
    const dialog = page.getByRole('dialog', { name: 'Delete?' });
    const button = page.locator('.sender').getByRole('button', { name: 'Send' });
    await button.press('Enter');
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain(id);
    await expectAccessible(page);
    await expectFocus(page, 'Cancel');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await expectFocus(page, 'Send');
    expect(await page.locator('[data-status]').count()).toBe(0);
    await page.keyboard.press('Enter');
    await dialog.waitFor();
    await page.keyboard.press('Tab');
    await expectFocus(page, 'Delete');
    await page.keyboard.press('Enter');
    await page.locator('[data-status="204"]').waitFor();
    await expectFocus(page, 'Send');
  });

  test('in Spanish, from the list to the answer and its explanation', async () => {
    const page = await open('/explorer?locale=es_ES', {}, branch.nobody);
    await page.locator('.cards a').first().click();
    await fillPath(page, path());
    await page.locator('.sender').getByRole('button', { name: ES.tryIt.send }).click();
    const { code, status, es } = ERRORS.UserHasMissingRoles;
    await page.locator(`.explanation[data-error=${code}]`).waitFor();
    expect(await page.locator('.explanation p').first().innerText()).toBe(`${code} (HTTP ${status}): ${es.trim()}`);
    expect(await page.locator('.explanation').innerText()).toContain(ES.tryIt.advice.role);
    expect(await page.locator('html').getAttribute('lang')).toBe('es');
  });
});
