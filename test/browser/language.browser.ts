import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { EN } from '../../src/web/kit/texts/en.js';
import { ES } from '../../src/web/kit/texts/es.js';
import { describeInBrowser, VIEWS, views } from '../support/browser.js';

const languageOf = (page: Page): Promise<string | null> => page.locator('html').getAttribute('lang');
const headingOf = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();

/** The English words of the pages that are others in Spanish. */
function englishOnly(en: object, es: object): string[] {
  return Object.entries(en).flatMap(([name, word]: [string, unknown]) => {
    const other = (es as Record<string, unknown>)[name];
    if (typeof word === 'object' && word !== null) return englishOnly(word, other as object);
    return typeof word === 'string' && word !== other ? [word] : [];
  });
}

/** Everything on the page that is read or read out, hidden parts too; not names of the API, nor what says that it is in another language. */
const wordsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    while (walker.nextNode())
      if (walker.currentNode.parentElement?.closest('code, body [lang]') === null) found.push(walker.currentNode.nodeValue?.trim() ?? '');
    for (const element of document.querySelectorAll('[aria-label],[placeholder],[title],[alt]'))
      for (const name of ['aria-label', 'placeholder', 'title', 'alt']) found.push(element.getAttribute(name) ?? '');
    return [...new Set(found)].filter((words) => words !== '');
  });

describeInBrowser('language', (open) => {
  test('the switch changes it, stays on the page, and is remembered', async () => {
    const page = await open(`${VIEWS.list}?q=create`);
    expect(await languageOf(page)).toBe('en');
    await page.getByRole('link', { name: 'Español' }).click();
    await page.waitForURL('**/explorer?q=create&locale=es_ES');
    expect([await languageOf(page), await headingOf(page)]).toEqual(['es', 'Explorador de la API']);
    await page.goto(VIEWS['an operation with a body']);
    expect([await languageOf(page), await headingOf(page)]).toEqual(['es', 'Crear un mensaje a un cliente']);
    await page.getByRole('link', { name: 'English' }).click();
    await page.waitForURL('**?locale=en_GB');
    await page.goto(VIEWS.list);
    expect([await languageOf(page), await headingOf(page)]).toEqual(['en', 'API Explorer']);
  });

  test('the choice is the only cookie', async () => {
    const page = await open(`${VIEWS.list}?locale=es_ES`);
    const cookies = await page.context().cookies();
    expect(cookies.map(({ name, value, httpOnly, sameSite }) => ({ name, value, httpOnly, sameSite }))).toEqual([
      { name: 'locale', value: 'es_ES', httpOnly: true, sameSite: 'Lax' },
    ]);
  });

  test("without a choice it is the browser's", async () => {
    expect(await languageOf(await open(VIEWS.list, { locale: 'es-MX' }))).toBe('es');
    expect(await languageOf(await open(VIEWS.list, { locale: 'fr-FR' }))).toBe('en');
  });

  test.each(views)('nothing English is left: $name', async ({ path }) => {
    const english = new Set(englishOnly(EN, ES));
    const page = await open(`${path}?locale=es_ES`);
    const words = await wordsOf(page);
    expect(words.length).toBeGreaterThan(10);
    expect(words.filter((word) => english.has(word))).toEqual([]);
  });
});
