import { fits } from '../explorer/operation-filter.js';
import { showInAddress } from './address.js';

/**
 * Makes the operation list's form filter while people type, instead of asking the server; the address follows, so that the view can be
 * linked to.
 */
export function filterAsYouType(page: Document): void {
  const form = page.querySelector<HTMLFormElement>('form[data-filter]');
  const count = page.querySelector<HTMLElement>('[data-count]');
  const nothing = page.querySelector<HTMLElement>('[data-nothing]');
  if (form === null || count === null || nothing === null) return;
  const groups = [...page.querySelectorAll<HTMLElement>('[data-group]')].map((element) => ({
    element,
    items: [...element.querySelectorAll<HTMLElement>('[data-search]')],
  }));

  const apply = (): void => {
    const given = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, value as string])); // no files
    const wanted = (name: string): string => given.get(name) ?? '';
    const filter = { words: wanted('q'), version: wanted('version'), tag: wanted('tag') };
    let shown = 0;
    for (const { element, items } of groups) {
      for (const item of items) item.hidden = !fits(item.dataset, filter);
      const visible = items.filter(({ hidden }) => !hidden).length;
      element.hidden = visible === 0;
      shown += visible;
    }
    count.textContent = (shown === 1 ? count.dataset.one : count.dataset.many?.replace('%', String(shown))) ?? '';
    nothing.hidden = shown > 0;
    for (const [name, value] of [...given]) if (value === '') given.delete(name);
    showInAddress(form.action, given);
  };
  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    apply();
  });
}
