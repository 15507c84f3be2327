import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, VIEWS, views } from '../support/browser.js';

const FIRST_VIEW_BYTES = 150_000;

interface Loaded {
  readonly name: string;
  readonly bytes: number;
  /** Whether a script asked for it, as islands do for their data; when depends on how soon they come alive. */
  readonly asked: boolean;
}

/** What the page and everything it loaded took on the wire: compressed bodies and headers. */
const loadedBy = (page: Page): Promise<Loaded[]> =>
  page.evaluate(() =>
    ([...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')] as PerformanceResourceTiming[])
      .filter(({ name }) => !name.startsWith('data:'))
      .map(({ name, transferSize, initiatorType }) => ({
        name: new URL(name).pathname,
        bytes: transferSize,
        asked: initiatorType === 'fetch',
      })),
  );

/** How far things have moved since the page began to load, as browsers score it. */
const shiftOf = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        // Two frames after everything has loaded: islands have taken over by then.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum), 100)));
      }),
  );

describeInBrowser('loading', (open) => {
  test.each([
    { name: 'list', path: VIEWS.list },
    { name: 'operation', path: VIEWS['an operation with a body'] },
    { name: 'operation in Spanish', path: `${VIEWS['an operation with a query']}?locale=es_ES` },
  ])('the first view is one page, one script and one style sheet, of less than 150 kB: $name', async ({ path }) => {
    const loaded = await loadedBy(await open(path));
    const needed = loaded.filter(({ asked }) => !asked);
    expect(needed.map(({ name }) => name.replace(/-[\w]+(\.\w+)$/, '$1'))).toEqual([
      path.split('?')[0],
      '/explorer/assets/style.css',
      '/explorer/assets/script.js',
    ]);
    for (const { bytes } of needed) expect(bytes).toBeGreaterThan(0);
    expect(loaded.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(FIRST_VIEW_BYTES);
  });

  test('a second view loads nothing but its page', async () => {
    const page = await open(VIEWS.list);
    await page.goto(VIEWS.glossary);
    const [glossary, ...assets] = (await loadedBy(page)).filter(({ asked }) => !asked);
    expect(glossary?.name).toBe('/glossary');
    expect(assets.map(({ bytes }) => bytes)).toEqual([0, 0]);
  });

  test.each(views)('nothing moves: $name', async ({ path }) => {
    expect(await shiftOf(await open(path))).toBe(0);
  });

  test('the policy allows this origin alone, no inline script, no inline style, and no framing', async () => {
    const page = await open(VIEWS.list);
    for (const { path } of views) {
      const { headers } = await page.request.get(path).then((answer) => ({ headers: answer.headers() }));
      const policy = Object.fromEntries(
        (headers['content-security-policy'] ?? '').split('; ').map((directive) => {
          const [name = '', ...sources] = directive.split(' ');
          return [name, sources.join(' ')];
        }),
      );
      expect(policy).toEqual({
        'default-src': "'none'",
        'script-src': "'self'",
        'style-src': "'self'",
        'img-src': "'self' data:",
        'connect-src': "'self'",
        'form-action': "'self'",
        'base-uri': "'none'",
        'frame-ancestors': "'none'",
      });
    }
  });
});
