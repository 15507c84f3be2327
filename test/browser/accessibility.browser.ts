import { expect, test } from '@jest/globals';
import { expectAccessible } from '../support/axe.js';
import { describeInBrowser, VIEWS, views } from '../support/browser.js';
import { overflowOf } from '../support/page-measures.js';

/** What nobody signs in for, and one page of those that are for signed-in people: pages.browser.ts has them all. */
const OPEN = views.filter(({ path }) => !path.startsWith('/explorer/') || path.includes('/operations/') || path === VIEWS.inbox);
const WIDTHS = [320, 768, 1280, 3840];

describeInBrowser('for everybody', (open) => {
  test.each(OPEN)('axe finds nothing: $name', async ({ path }) => {
    await expectAccessible(await open(path));
  });

  test('axe finds nothing: signing in', async () => {
    const page = await open(VIEWS.list);
    await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click();
    await expectAccessible(page);
    await page.getByRole('dialog').getByLabel('User name').fill('a,b');
    await page.getByRole('dialog').getByLabel('Password').fill('any');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'OBP-' }).waitFor();
    await expectAccessible(page);
  });

  test('axe finds nothing on a narrow screen', async () => {
    const page = await open(VIEWS['an operation with a body'], { viewport: { width: 320, height: 640 } });
    await expectAccessible(page);
  });

  test.each(OPEN)('nothing is scrolled sideways, from 320 pixels to 3840: $name', async ({ path }) => {
    for (const locale of ['en_GB', 'es_ES']) {
      const page = await open(`${path}?locale=${locale}`);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        expect({ locale, width, ...(await overflowOf(page)) }).toEqual({ locale, width, by: 0, elements: [] });
      }
    }
  });

  test('the dialog fits a narrow screen', async () => {
    const page = await open(`${VIEWS.list}?locale=es_ES`, { viewport: { width: 320, height: 480 } });
    await page.getByRole('banner').getByRole('button', { name: 'Iniciar sesión' }).click();
    const box = await page.getByRole('dialog').boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(320);
    expect(await page.getByRole('dialog').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  });
});
