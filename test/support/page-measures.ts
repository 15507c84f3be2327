import type { Page } from 'playwright-core';

/** Of a first view: the page, its script and style sheet, and what islands ask for. Compressed. */
export const MOST_BYTES = 150_000;

interface Loaded {
  readonly name: string;
  readonly bytes: number;
  /** Whether a script asked for it, as islands do for their data; when depends on how soon they come alive. */
  readonly asked: boolean;
}

/** What the page and everything it loaded took on the wire: compressed bodies and headers. */
export const loadedBy = (page: Page): Promise<Loaded[]> =>
  page.evaluate(() =>
    ([...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')] as PerformanceResourceTiming[])
      .filter(({ name }) => !name.startsWith('data:'))
      .map(({ name, transferSize, initiatorType }) => ({
        name: new URL(name).pathname,
        bytes: transferSize,
        asked: initiatorType === 'fetch',
      })),
  );

export const bytesOf = async (page: Page): Promise<number> => (await loadedBy(page)).reduce((sum, { bytes }) => sum + bytes, 0);

/** How far things have moved since the page began to load, as browsers score it, and what has. */
export const shiftOf = (page: Page): Promise<{ score: number; moved: string[] }> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const found = { score: 0, moved: [] as string[] };
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            const { value, sources } = entry as PerformanceEntry & { value: number; sources: { node?: Element }[] };
            found.score += value;
            found.moved.push(...sources.map(({ node }) => `${value}: ${node?.outerHTML?.slice(0, 100) ?? 'what is gone'}`));
          }
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        // Two frames after everything has loaded: islands have taken over by then.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(found), 100)));
      }),
  );

/** How far the page can be scrolled sideways, and what sticks out. */
export const overflowOf = (page: Page): Promise<{ by: number; elements: string[] }> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const outside = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > clientWidth + 1);
    const by = scrollWidth - clientWidth;
    return { by, elements: by > 0 ? outside.slice(0, 3).map(({ outerHTML }) => outerHTML.slice(0, 100)) : [] };
  });
