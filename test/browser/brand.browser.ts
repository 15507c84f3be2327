import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { expectAccessible } from '../support/axe.js';
import { describeInBrowser } from '../support/browser.js';
import { removeFolder, type Service, startService } from '../support/service.mjs';

const OTHERS: string[] = [];
const LOGO = fileURLToPath(new URL('../support/logo.svg', import.meta.url));
const NAME = '<b onclick="x">Post</b>" & Co';

describeInBrowser(
  'a brand',
  (open) => {
    let service: Service;
    beforeAll(async () => {
      service = await startService({
        SANDBOX: 'true',
        BRAND_NAME: NAME,
        BRAND_BANK_NAME: "The <i>Green</i> Bank's",
        BRAND_COLOR: '#ffdd00',
        BRAND_LOGO: LOGO,
      });
      OTHERS.push(service.url);
    }, 120_000);
    afterAll(async () => {
      await service.stop();
      removeFolder(service.dataDir);
    });

    test('is on every page, as text, with its colour where it can be read, and nothing of its logo runs', async () => {
      expect(service.output()).toMatch(/BRAND_COLOR #ffdd00: links are #[0-9a-f]{6} in the light theme/);
      const page = await open('/explorer/password');
      for (const path of ['/sign-up?invitation=none', '/oauth/authorize', '/password-reset?token=none', '/explorer/inbox']) {
        await page.goto(service.url + path);
        const header = page.getByRole('banner');
        expect(await header.locator('.brand').innerText()).toBe(`${NAME}\nThe <i>Green</i> Bank's`);
        expect(await page.title()).toContain(`${NAME} · The <i>Green</i> Bank's`);
        const image = header.locator('.brand img');
        expect(await image.evaluate((img: HTMLImageElement) => [img.width, img.height, img.complete && img.naturalWidth > 0])).toEqual([
          96,
          32,
          true,
        ]);
      }
      await page.locator('.account > button:enabled').waitFor();
      await expectAccessible(page);
      const filled = page.locator('.account > button');
      expect(await filled.evaluate((button) => getComputedStyle(button).backgroundColor)).toBe('rgb(255, 221, 0)');

      const logo = await page.locator('.brand img').getAttribute('src');
      expect(logo).toMatch(/^\/brand\/[0-9a-f]{16}\.svg$/);
      // In a window that nobody watches: the browser writes to the console what it did not run.
      const own = await page.context().browser()?.newPage();
      const said: string[] = [];
      own?.on('console', (message) => said.push(message.text()));
      const answer = await own?.goto(`${service.url}${logo}`);
      expect(answer?.headers()).toMatchObject({
        'content-type': 'image/svg+xml',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'public, max-age=31536000, immutable',
      });
      expect(await own?.title()).toBe('');
      expect(said).toContainEqual(expect.stringContaining('Blocked script execution'));
      await own?.close();
      expect((await fetch(`${service.url}/brand/..%2f..%2fpackage.json`)).status).toBe(404);
    });
  },
  OTHERS,
);
