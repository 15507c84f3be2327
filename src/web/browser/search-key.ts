/** Where Ctrl+K leads from a page that has no search. */
const SEARCH = '/explorer#search';

/**
 * Ctrl+K, or Cmd+K, goes to the search of operations from every page, but from no field in which somebody writes: leaving the page would lose
 * that. No single letter does: people who dictate would press it unawares (WCAG 2.1.4).
 */
export function searchByKey(page: Document): void {
  const field = page.querySelector<HTMLInputElement>('form[role=search] [name=q]');
  if (page.location.hash === '#search') field?.focus();
  page.addEventListener('keydown', (event) => {
    // What a browser fills in by itself has no key.
    const isAsked = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && /^k$/i.test(event.key ?? '');
    if (!isAsked || page.querySelector('dialog[open]') !== null || (field !== event.target && isWritten(event.target))) return;
    event.preventDefault(); // browsers search the web with it
    if (field === null) {
      page.location.assign(SEARCH);
      return;
    }
    field.focus();
    field.select();
  });
}

const isWritten = (target: EventTarget | null): boolean => target instanceof Element && target.matches('input, textarea, select');
