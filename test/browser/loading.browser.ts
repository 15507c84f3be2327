import { expect, test } from '@jest/globals';
import { describeInBrowser, VIEWS, views } from '../support/browser.js';
import { bytesOf, loadedBy, MOST_BYTES, shiftOf } from '../support/page-measures.js';

describeInBrowser('loading', (open) => {
  test.each([
    { name: 'list', path: VIEWS.list },
    { name: 'operation', path: VIEWS['an operation with a body'] },
    { name: 'operation in Spanish', path: `${VIEWS['an operation with a query']}?locale=es_ES` },
  ])(
    'the first view is one page, one style sheet, a script that runs first and one for the rest, of less than 150 kB: $name',
    async ({ path }) => {
      const page = await open(path);
      const needed = (await loadedBy(page)).filter(({ asked }) => !asked);
      expect(needed.map(({ name }) => name.replace(/-[\w]+(\.\w+)$/, '$1'))).toEqual([
        path.split('?')[0],
        '/explorer/assets/style.css',
        '/explorer/assets/early.js',
        '/explorer/assets/script.js',
      ]);
      for (const { bytes } of needed) expect(bytes).toBeGreaterThan(0);
      expect(await bytesOf(page)).toBeLessThan(MOST_BYTES);
    },
  );

  test('a second view loads nothing but its page', async () => {
    const page = await open(VIEWS.list);
    await page.goto(VIEWS.glossary);
    const [glossary, ...assets] = (await loadedBy(page)).filter(({ asked }) => !asked);
    expect(glossary?.name).toBe('/glossary');
    expect(assets.map(({ bytes }) => bytes)).toEqual([0, 0, 0]);
  });

  test.each(views)('nothing moves: $name', async ({ path }) => {
    expect(await shiftOf(await open(path))).toEqual({ score: 0, moved: [] });
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
