import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, expectFocus, sandbox } from '../support/browser.js';

const CREATE = '[id$=createCustomerMessageV400]';

/** Opens the Authorize dialog. */
async function authorize(page: Page): Promise<void> {
  await page.locator('.auth-wrapper .btn.authorize').first().click();
  await page.getByRole('heading', { name: 'Available authorizations' }).waitFor();
}

describeInBrowser('Swagger UI', (open) => {
  test('logs in by keyboard, and the call carries the token', async () => {
    const { username, password } = sandbox().users.staff;
    const page = await open('/swagger');
    await authorize(page);
    await page.getByLabel('User name').focus();
    await page.keyboard.type(username);
    await page.keyboard.press('Tab');
    await expectFocus(page, 'password');
    await page.keyboard.type(password);
    await page.keyboard.press('Tab');
    expect(await page.getByLabel('Consumer key').inputValue()).toBe(sandbox().consumer_key);
    await page.keyboard.press('Tab');
    await expectFocus(page, 'Log in');
    await page.keyboard.press('Enter');
    await page
      .getByRole('status')
      .filter({ hasText: `Signed in as ${username}` })
      .waitFor();
    await page.locator('.btn-done').first().click();

    await page.goto('/swagger#/Customer-Message/createCustomerMessageV400');
    await page.reload(); // the token is kept
    const operation = page.locator(CREATE);
    await operation.getByRole('button', { name: 'Try it out' }).click();
    await operation.getByText('For example: 6f1c8a52-7d0e-4f53-9a8b-2f6f3f0a9c11.').waitFor(); // a hint: filled in, the second call would be a replay
    expect(await operation.locator('input[placeholder="Idempotency-Key"]').inputValue()).toBe('');
    const sent = page.waitForRequest((request) => request.url().endsWith('/messages') && request.method() === 'POST');
    await operation.getByRole('button', { name: 'Execute' }).click();
    expect((await sent).headers().directlogin).toMatch(/^token=eyJ/);
    await operation.locator('.live-responses-table .response-col_status').filter({ hasText: '201' }).waitFor();
  }, 120_000);

  test('shows what the service is for first, and leads to the explorer', async () => {
    const page = await open('/swagger');
    await page.locator('.opblock-tag').first().waitFor();
    const tags = await page.locator('.opblock-tag').evaluateAll((all) => all.map((tag) => tag.getAttribute('data-tag')));
    expect(tags.slice(0, 3)).toEqual(['Customer-Message', 'Delivery', 'Template']);
    const [explorer] = await Promise.all([page.waitForEvent('popup'), page.getByRole('link', { name: 'The API Explorer' }).click()]);
    await explorer.getByRole('heading', { level: 1 }).waitFor();
    expect(new URL(explorer.url()).pathname).toBe('/explorer');
  });

  test('its policy allows no more than it needs', async () => {
    const page = await open('/explorer');
    const policies = ['/swagger', '/swagger/swagger-ui-init.js', '/openapi/v5.1.0.json'].map(async (path) => {
      const answer = await page.request.get(path);
      return [answer.status(), answer.headers()['content-security-policy']?.split('; ')];
    });
    const origin = new URL(page.url()).origin;
    const policy = [
      ...["default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:"],
      ...[`connect-src 'self' ${origin}`, "base-uri 'none'", "object-src 'none'", "form-action 'self'", "frame-ancestors 'none'"],
    ];
    expect(await Promise.all(policies)).toEqual([
      [200, policy],
      [200, policy],
      [200, undefined],
    ]);
  });

  test('says what the service refuses, and takes a pasted token too', async () => {
    const page = await open('/swagger');
    await authorize(page);
    await page.getByLabel('User name').fill('nobody.at.all');
    await page.getByLabel('Password').fill('Not-A-Password-2026');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('status').filter({ hasText: 'OBP-20004' }).waitFor();
    await page.getByLabel('Password').fill('');
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Fill in user name' }).waitFor();
    await page.getByLabel('auth-apikey-value').or(page.locator('#api_key_value')).fill('a.pasted.token');
    await page.getByRole('button', { name: 'Apply credentials' }).first().click();
    await page.getByRole('heading', { name: 'Authorized' }).waitFor();
  });
});
