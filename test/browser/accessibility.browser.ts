import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectAccessible } from '../support/axe.js';
import { describeInBrowser, VIEWS, views } from '../support/browser.js';

const WIDTHS = [320, 768, 1280, 3840];

/** How far the page can be scrolled sideways, and what sticks out. */
const overflowOf = (page: Page): Promise<{ by: number; elements: string[] }> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const outside = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > clientWidth + 1);
    const by = scrollWidth - clientWidth;
    return { by, elements: by > 0 ? outside.slice(0, 3).map(({ outerHTML }) => outerHTML.slice(0, 100)) : [] };
  });

describeInBrowser('for everybody', (open) => {
  test.each(views)('axe finds nothing: $name', async ({ path }) => {
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

  test.each(views)('nothing is scrolled sideways, from 320 pixels to 3840: $name', async ({ path }) => {
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
