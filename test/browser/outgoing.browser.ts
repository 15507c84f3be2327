import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ES } from '../../src/web/kit/texts/es.js';
import { expectAccessible } from '../support/axe.js';
import { type Branch, openBranch } from '../support/branch.js';
import { describeInBrowser, VIEWS } from '../support/browser.js';
import { removeFolder, temporaryFolder } from '../support/service.mjs';
import { MESSAGE } from '../support/world.js';

const PHONE = { viewport: { width: 375, height: 800 } };

const rows = (page: Page): ReturnType<Page['locator']> => page.locator('[data-message]');
const sidewaysOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Asks again until there is one with this status. */
async function refreshUntil(page: Page, status: string): Promise<void> {
  const until = Date.now() + 10_000;
  while ((await rows(page).filter({ hasText: status }).count()) === 0) {
    if (Date.now() > until) throw new Error(`nothing became ${status}`);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.waitForTimeout(200);
  }
}

describeInBrowser('outgoing', (open) => {
  let branch: Branch;
  beforeAll(async () => {
    branch = await openBranch();
    const { world, staff, bank } = branch;
    for (const role of ['CanManageProviders', 'CanManageRoutes']) await world.grant(staff, role, bank);
    const put = async (path: string, body: object): Promise<void> => {
      expect((await world.client.put(`/messaging/v1/banks/${bank}/${path}`, body, { token: staff.token })).status).toBe(200);
    };
    await put('providers/sim', { kind: 'simulator', settings: {} });
    await put('routes/SMS', { channel: 'sms', providers: [{ provider_id: 'sim' }] });
  });

  test('an SMS that staff send is delivered, and opens to what it costs, also on a phone', async () => {
    const message = `${'á'.repeat(67)}bc`;
    const page = await open(VIEWS.send, {}, branch.staff);
    await page.locator('label.bank select').selectOption(branch.bank);
    await page.getByLabel('Customer id').fill(branch.customer);
    await page.getByLabel('Message', { exact: true }).fill(`${message} ${message}`);
    await page.getByRole('button', { name: 'Send message' }).click();
    await page.getByRole('status').filter({ hasText: message }).waitFor();

    const outgoing = await open(`${VIEWS.outgoing}?bank=${branch.bank}`, PHONE, branch.staff);
    await refreshUntil(outgoing, 'Delivered');
    await expectAccessible(outgoing);
    expect(await rows(outgoing).count()).toBe(1);
    expect(await rows(outgoing).innerText()).toMatch(/^Delivered\s+Eveline Tripman/);
    expect(await rows(outgoing).innerText()).toContain(`staff Test sent by ${branch.staff.username}`);
    await outgoing.locator('summary').press('Enter');
    await outgoing.getByText('3 segments in UCS-2 (139 units): it costs as much as 3 SMS.').waitFor();
    expect(await outgoing.locator('.parts li').allInnerTexts()).toEqual(['á'.repeat(67), `bc ${'á'.repeat(64)}`, 'ááábc']);
    const history = outgoing.getByRole('region', { name: 'What became of it' });
    expect(await history.locator('tbody tr td:first-child').allInnerTexts()).toEqual(['Queued', 'Sent', 'Delivered']);
    expect(await outgoing.getByRole('region', { name: 'Tries' }).locator('tbody').innerText()).toContain('accepted');
    await expectAccessible(outgoing);
    expect(await sidewaysOf(outgoing)).toBe(0);
  });

  test('are filtered, in Spanish too, and older ones are appended', async () => {
    const { world, bank, customer, staff } = branch;
    const batch = Array.from({ length: 21 }, () => ({ ...MESSAGE, transport: 'SMS', customer_id: customer }));
    expect((await world.client.post(`/messaging/v1/banks/${bank}/messages`, batch, { token: staff.token })).status).toBe(207);
    const page = await open(`${VIEWS.outgoing}?bank=${bank}`, {}, staff);
    await rows(page).nth(19).waitFor();
    expect(await rows(page).count()).toBe(20);
    await page.getByRole('button', { name: 'Older messages' }).click();
    await rows(page).nth(20).waitFor();
    await page.locator('summary:focus').waitFor();
    const focused = await page.locator('summary').evaluateAll((all) => all.indexOf(document.activeElement as HTMLElement));
    expect(focused).toBe(20);

    await page.getByLabel('Status').selectOption('failed');
    await page.getByText('Nothing was sent that fits.').waitFor();
    expect(await rows(page).count()).toBe(0);
    await page.getByRole('link', { name: 'Español' }).click();
    await page.waitForURL(`**${VIEWS.outgoing}?bank=${bank}&status=failed&locale=es_ES`);
    await page.getByText(ES.sent.none).waitFor();
    await page.getByLabel(ES.outgoing.status).selectOption('');
    await rows(page).nth(19).waitFor();
    await page.getByLabel(ES.sent.filters.q).fill('á'.repeat(67));
    await page.keyboard.press('Enter');
    await page
      .getByRole('status')
      .filter({ hasText: ES.sent.count(1) })
      .waitFor();
    await page.getByLabel(ES.sent.filters.sender).fill('nobody.else');
    await page.keyboard.press('Enter');
    await page.getByText(ES.sent.none).waitFor();
  });

  test('are saved as a file, and printed without what is to be pressed', async () => {
    const page = await open(`${VIEWS.outgoing}?bank=${branch.bank}`, {}, branch.staff);
    await rows(page).nth(19).waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as CSV' }).press('Enter')]);
    expect(file.suggestedFilename()).toBe(`messages-${branch.bank}.csv`);
    const folder = temporaryFolder();
    await file.saveAs(join(folder, 'sent.csv'));
    const text = await readFile(join(folder, 'sent.csv'), 'utf8');
    removeFolder(folder);
    expect(text.split('\r\n').length).toBeGreaterThanOrEqual(24); // the head, 22 messages, and the end
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'Save as CSV' }).isVisible()).toBe(false);
    expect(await rows(page).first().isVisible()).toBe(true);
  });

  test('a reader without the role is told at once, and can ask for it', async () => {
    const page = await open(`${VIEWS.outgoing}?bank=${branch.bank}`, {}, branch.nobody);
    await page.getByText('You may not see what was sent at this bank yet.').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: `Request CanGetCustomerMessages at ${branch.bank}` }).click();
    await page.getByRole('button', { name: 'Send the request' }).click();
    await page.getByRole('status').filter({ hasText: 'The request is filed' }).waitFor();
  });
});
