import { chromium } from 'playwright-core';
import { chromiumPath } from './chromium.mjs';
import { atTheEnd, setUp } from './setup.mjs';

/** The service and the one browser that all browser tests share; without a browser they skip themselves. */
export default async function setUpBrowser() {
  const executablePath = chromiumPath();
  if (executablePath === undefined) return;
  const server = await chromium.launchServer({
    executablePath,
    // Nothing but the pages under test may use the network.
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  atTheEnd(() => server.close());
  process.env.BROWSER_ENDPOINT = server.wsEndpoint();
  await setUp('pglite', 'browser');
}
