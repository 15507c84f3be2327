// `npm run pictures` makes the picture of the README from the running service. It needs a Chromium.
import { mkdirSync, statSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { chromiumPath } from '../test/support/chromium.mjs';
import { removeFolder, startService } from '../test/support/service.mjs';
import { build } from './build.mjs';

const SIZE = { width: 1000, height: 1060 };
const MESSAGES = [
  'Your new card is ready. You can collect it at the branch.',
  'Your appointment is on Monday at 10:00.',
  'Welcome to the bank!',
];

await build();
const executablePath = chromiumPath();
if (executablePath === undefined) process.exit(1);
const service = await startService();
const browser = await chromium.launch({ executablePath });
try {
  const page = await browser.newPage({ viewport: SIZE, baseURL: service.url });
  await page.goto('/explorer/send');
  await page.locator('.sign-in-line button:enabled').click();
  await page.getByRole('dialog').getByRole('button', { name: 'bank staff' }).click();
  await page.locator('select:enabled').first().waitFor();
  for (const message of MESSAGES.toReversed()) {
    await page.getByLabel('Customer id').fill('7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh');
    await page.getByLabel('Message', { exact: true }).fill(message);
    await page.getByRole('button', { name: 'Send message' }).click();
    await page.getByRole('status').filter({ hasText: message }).waitFor();
  }
  await page.evaluate(() => window.scrollTo(0, 0));
  mkdirSync('docs/images', { recursive: true });
  await page.screenshot({ path: 'docs/images/send.png' });
  process.stdout.write(`docs/images/send.png: ${Math.round(statSync('docs/images/send.png').size / 1024)} KiB\n`);
} finally {
  await browser.close();
  await service.stop();
  removeFolder(service.dataDir);
}
