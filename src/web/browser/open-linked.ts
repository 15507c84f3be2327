/** Unfolds what a link within the page leads to: not every browser does. */
export function openLinked(page: Document): void {
  const open = (): void => {
    const target = page.getElementById(decodeURIComponent(page.location.hash.slice(1)));
    const folded = target?.closest('details');
    if (!folded || folded.open) return;
    folded.open = true;
    target?.scrollIntoView();
  };
  open();
  window.addEventListener('hashchange', open);
}
