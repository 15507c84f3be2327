import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, expectFocus, VIEWS } from '../support/browser.js';
import { World } from '../support/world.js';

const CREATE = 'OBPv4.0.0-createCustomerMessage';
const OPERATION = VIEWS['an operation with a body'];

/** Titles in the list below the filter. */
const shownIn = (page: Page): Promise<string[]> => page.locator('[data-group] .title:visible').allInnerTexts();
const headingOf = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();
const countOf = async (page: Page): Promise<number> => Number.parseInt(await page.locator('[data-count]').innerText(), 10);

describeInBrowser('reading', (open) => {
  test('the first page is the explorer, with host, count, and the main job', async () => {
    const page = await open('/');
    await page.waitForURL('**/explorer');
    expect(await page.title()).toBe('API Explorer · Customer Messages');
    const total = (await shownIn(page)).length;
    expect(total).toBeGreaterThan(80);
    expect(await page.locator('.facts').innerText()).toContain(`${total} APIs`);
    expect(await page.locator('.facts code').innerText()).toBe(new URL(page.url()).origin);
    expect(await page.locator('.cards .version').allInnerTexts()).toEqual(['v4.0.0', 'v4.0.0', 'v1.4.0', 'v1.4.0']);
  });

  test('Ctrl+K leads to the search, from a page that has none too', async () => {
    const page = await open('/explorer');
    await page.keyboard.press('Control+k');
    await expectFocus(page, 'q');
    await page.goto('/glossary');
    await page.keyboard.press('Control+k');
    await page.waitForURL('**/explorer#search');
    await expectFocus(page, 'q');
    await page.keyboard.type('customer messages');
    await page.keyboard.press('Control+k'); // what was looked for is replaced
    await page.keyboard.type('glossary');
    expect(await page.locator('[name=q]').inputValue()).toBe('glossary');
  });

  test('a link to an error unfolds it, and Ctrl+K leaves no field in which somebody writes', async () => {
    const page = await open(OPERATION);
    const error = page.getByRole('cell', { name: 'OBP-20208' });
    expect(await error.isVisible()).toBe(false);
    await page.evaluate(() => (location.hash = '#error-OBP-20208'));
    await error.waitFor();
    await page.locator('textarea').first().fill('a draft');
    await page.keyboard.press('Control+k');
    expect(await page.locator('textarea').first().inputValue()).toBe('a draft');
    expect(new URL(page.url()).pathname).toBe(OPERATION);
  });

  test('from the list to an operation, its tag and its glossary', async () => {
    const page = await open('/explorer');
    await page.locator('.cards a').first().click();
    await page.waitForURL(`**${OPERATION}`);
    expect(await headingOf(page)).toBe('Create Customer Message');
    expect(await page.locator('.call').innerText()).toBe('POST /obp/v4.0.0/banks/BANK_ID/customers/CUSTOMER_ID/messages');
    await page.locator('.doc').getByRole('link', { name: 'BANK_ID' }).click();
    await page.waitForURL('**/glossary#Bank.bank_id');
    expect(await page.locator(':target').innerText()).toContain('Bank.bank_id');
    await page.goBack();
    await page.locator('.doc').getByRole('link', { name: 'Customer-Message' }).click();
    await page.waitForURL('**/explorer?tag=Customer-Message');
    expect(await shownIn(page)).toHaveLength(16);
  });

  test('an operation is found by its id, also with underscores, and as the explorers of OBP link to it', async () => {
    for (const path of [
      `/explorer/operations/${CREATE.replaceAll('.', '_')}`,
      `/explorer?operationid=${CREATE}`,
      `/?operation_id=${CREATE.replaceAll('.', '_')}`,
    ])
      expect(await headingOf(await open(path))).toBe('Create Customer Message');
  });

  test('an unknown operation is a page that says so', async () => {
    const page = await open('/explorer');
    const answer = await page.goto('/explorer/operations/%3Cb%3Enone%3C%2Fb%3E');
    expect(answer?.status()).toBe(404);
    expect(await page.getByRole('main').innerText()).toContain('the id <b>none</b>.');
    await page.getByRole('main').getByRole('link', { name: 'All operations' }).click();
    await page.waitForURL('**/explorer');
  });

  test('search as you type, with the address that leads there again', async () => {
    const page = await open('/explorer');
    const search = page.getByRole('searchbox', { name: 'Search' });
    await search.fill('v4.0.0 MESSAGE create');
    expect(await shownIn(page)).toEqual(['Create Customer Message']);
    expect(await page.locator('[data-count]').innerText()).toBe('1 operation is shown');
    expect(new URL(page.url()).search).toBe('?q=v4.0.0+MESSAGE+create');
    await page.reload();
    expect(await search.inputValue()).toBe('v4.0.0 MESSAGE create');
    expect(await shownIn(page)).toEqual(['Create Customer Message']);
    await search.fill('nothing at all is called this');
    expect(await page.locator('[data-nothing]').isVisible()).toBe(true);
    await search.fill('OBPv4_0_0-getCustomerMessages');
    expect(await shownIn(page)).toHaveLength(1);
    await search.press('Enter');
    expect(await shownIn(page)).toHaveLength(1);
    await page.getByRole('link', { name: 'Clear' }).click();
    await page.waitForURL('**/explorer');
    expect((await shownIn(page)).length).toBeGreaterThan(80);
  });

  test('filters by version and tag', async () => {
    const page = await open('/explorer');
    const all = (await shownIn(page)).length;
    await page.getByLabel('Version').selectOption('OBPv1.4.0');
    const ofVersion = await countOf(page);
    expect(ofVersion).toBe((await shownIn(page)).length);
    expect(ofVersion).toBeLessThan(all);
    await page.getByLabel('Tag').selectOption('Customer-Message');
    expect(await shownIn(page)).toHaveLength(2);
    expect(new URL(page.url()).search).toBe('?version=OBPv1.4.0&tag=Customer-Message');
    await page.reload();
    expect(await shownIn(page)).toHaveLength(2);
  });

  test('the page says at once that an administrator has set a JSON schema', async () => {
    const operation = 'OBPv2.0.0-createUser';
    const world = await World.create();
    const manager = await world.user('manager');
    for (const role of ['CanCreateJsonSchemaValidation', 'CanDeleteJsonSchemaValidation']) await world.grant(manager, role);
    const rule = `/obp/v4.0.0/management/json-schema-validations/${operation}`;
    const page = await open(`/explorer/operations/${operation}`);
    const shown = page.locator('[data-json-validation]');
    expect(await shown.innerText()).toBe('No');
    const schema = {
      ...{ title: 'Any', description: 'Any', type: 'object', $schema: 'http://json-schema.org/draft-07/schema#' },
      ...{ required: ['email'], properties: { email: { type: 'string' } } }, // as it is without: nobody else is disturbed
    };
    expect((await world.client.post(rule, schema, { token: manager.token })).status).toBe(201);
    await page.reload();
    expect(await shown.innerText()).toBe('Yes');
    expect((await world.client.delete(rule, { token: manager.token })).status).toBeLessThan(300);
    await page.reload();
    expect(await shown.innerText()).toBe('No');
  });

  test('without JavaScript everything can be read, and the server filters', async () => {
    const page = await open('/explorer', { javaScriptEnabled: false });
    expect(await page.locator('.note').first().innerText()).toContain('need JavaScript');
    expect((await shownIn(page)).length).toBeGreaterThan(80);
    await page.getByRole('searchbox', { name: 'Search' }).fill('create');
    await page.getByLabel('Tag').selectOption('Customer-Message');
    await page.locator('form[data-filter] button').click();
    await page.waitForURL('**/explorer?q=create&version=&tag=Customer-Message');
    expect(await shownIn(page)).toEqual(['Create Customer Message', 'Create Customer Message', 'Create Customer Messages in a batch']);
    expect(await countOf(page)).toBe(3);

    await page.locator('[data-group] a:visible').first().click();
    await page.waitForURL(`**${OPERATION}`);
    const text = await page.locator('.doc').innerText();
    for (const part of [
      'Authentication is mandatory.',
      'CUSTOMER_ID',
      'from_department',
      'success',
      'CanCreateCustomerMessage',
      'OBP-30046',
      'Answers under',
    ])
      expect(text).toContain(part);
    await page.goto('/glossary');
    expect(await page.locator('dt').count()).toBeGreaterThan(20);
  });
});
