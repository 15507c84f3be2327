/** Puts what is shown into the address, so that it can be linked to; the link to the other language then leads there too. */
export function showInAddress(path: string, query: URLSearchParams): void {
  history.replaceState(null, '', query.size === 0 ? path : `${path}?${query.toString()}`);
  for (const language of document.querySelectorAll<HTMLAnchorElement>('a.language')) {
    const locale = new URL(language.href).searchParams.get('locale') ?? '';
    language.href = `${path}?${new URLSearchParams([...query, ['locale', locale]]).toString()}`;
  }
}
