import type { Page } from 'playwright-core';

/** A parameter or a field in a table. */
export interface ShownField {
  readonly name: string;
  readonly example: string;
  readonly meaning: string;
}

/** The content of one operation's page. */
export interface OperationPage {
  readonly id: string;
  readonly title: string;
  readonly call: string;
  readonly authentication: string;
  readonly path: readonly ShownField[];
  readonly query: readonly ShownField[];
  readonly headers: readonly ShownField[];
  readonly request: readonly ShownField[];
  readonly response: readonly ShownField[];
  readonly status: string;
  readonly example: unknown;
  readonly roles: readonly string[];
  readonly errors: readonly { readonly text: string; readonly status: string }[];
  /** Those of authentication. */
  readonly foldedErrors: OperationPage['errors'];
  /** Those that every call of its kind may get. */
  readonly anyCallErrors: OperationPage['errors'];
  readonly version: string;
  readonly functionName: string;
  readonly answersUnder: readonly string[];
  readonly tags: readonly string[];
  /** Ids that more than one element of the page has. */
  readonly doubledIds: readonly string[];
}

/** Reads the pages of operations as the server sends them: no script runs in them. */
export const readOperations = (page: Page, ids: readonly string[], locale: string): Promise<OperationPage[]> =>
  page.evaluate(
    async ({ ids, locale }) => {
      const read = async (id: string): Promise<OperationPage> => {
        const html = await (await fetch(`/explorer/operations/${id}?locale=${locale}`)).text();
        const whole = new DOMParser().parseFromString(html, 'text/html');
        const doc = whole.querySelector('article') as HTMLElement;
        const ids = [...whole.querySelectorAll('[id]')].map(({ id }) => id);
        const text = (element: Element | null | undefined): string => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
        const rowsOf = (labelledBy: string): Element[] => [...doc.querySelectorAll(`[aria-labelledby=${labelledBy}] tbody tr`)];
        const errors = (labelledBy: string): OperationPage['errors'] =>
          rowsOf(labelledBy).map((row) => ({ text: text(row.children[0]), status: text(row.children[1]) }));
        const fields = (labelledBy: string): ShownField[] =>
          rowsOf(labelledBy).map((row) => ({
            name: text(row.querySelector('th code')),
            example: text(row.querySelector('.example')),
            meaning: row.querySelector('td .example') === null ? text(row.querySelector('td')) : '',
          }));
        const after = (heading: string): Element | null | undefined => doc.querySelector(`#${heading}`)?.nextElementSibling;
        /** Names in the part under a heading. */
        const codesUnder = (heading: string): string[] => {
          const found: string[] = [];
          for (let at = after(heading); at && at.tagName !== 'H2'; at = at.nextElementSibling)
            found.push(...[...at.querySelectorAll('code')].map(text));
          return found;
        };
        const [version, functionName, operationId, answersUnder] = [...(after('about')?.querySelectorAll('dd') ?? [])].map(text);
        const example = doc.querySelector('pre[aria-labelledby=response]')?.textContent;
        return {
          id: operationId ?? '',
          title: text(doc.querySelector('h1')),
          call: text(doc.querySelector('.call')),
          authentication: doc.querySelector('[data-authentication]')?.getAttribute('data-authentication') ?? '',
          path: fields('url-parameters'),
          query: fields('query-parameters'),
          headers: fields('headers'),
          request: fields('request-fields'),
          response: fields('response-fields'),
          status: text(after('response')),
          example: example === null || example === undefined ? undefined : (JSON.parse(example) as unknown),
          roles: codesUnder('roles').filter((code) => code.startsWith('Can')),
          errors: errors('errors'),
          foldedErrors: errors('authentication-errors'),
          anyCallErrors: errors('any-call-errors'),
          version: version ?? '',
          functionName: functionName ?? '',
          answersUnder: answersUnder?.split(', ') ?? [],
          tags: [...(after('about')?.querySelectorAll('li') ?? [])].map(text),
          doubledIds: ids.filter((id, at) => ids.indexOf(id) !== at),
        };
      };
      const pages: OperationPage[] = [];
      for (const id of ids) pages.push(await read(id));
      return pages;
    },
    { ids, locale },
  );
