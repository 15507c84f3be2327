/** Where Ctrl+K leads from a page that has no search. */
const SEARCH = '/explorer#search';

/**
 * Ctrl+K, or Cmd+K, goes to the search of operations from every page. No single letter does: people who dictate would press it
 * unawares (WCAG 2.1.4).
 */
export function searchByKey(page: Document): void {
  const field = page.querySelector<HTMLInputElement>('form[data-filter] [name=q]');
  if (page.location.hash === '#search') field?.focus();
  page.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    if (page.querySelector('dialog[open]') !== null) return;
    event.preventDefault(); // browsers search the web with it
    if (field === null) {
      page.location.assign(SEARCH);
      return;
    }
    field.focus();
    field.select();
  });
}
