import { expect, test } from '@jest/globals';
import { Client } from '../support/client.js';

const client = new Client();
const itemsOf = async (query = '', version = 'v3.0.0'): Promise<any[]> =>
  (await client.get(`/obp/${version}/api/glossary${query}`)).body.glossary_items;

test.each(['v3.0.0', 'v3.1.0', 'v4.0.0', 'v5.0.0', 'v5.1.0'])('%s explains the words of the documentation', async (version) => {
  const titles = (await itemsOf('', version)).map(({ title }) => title);
  expect(titles).toEqual(titles.toSorted((a, b) => a.localeCompare(b, 'en')));
  expect(titles).toEqual(
    expect.arrayContaining([
      'Message',
      'Customer',
      'Bank',
      'Consumer',
      'Entitlement',
      'Role',
      'Scope',
      'Transport',
      'DirectLogin',
      'Operation Id',
    ]),
  );
  expect((await client.get('/obp/v2.2.0/api/glossary')).status).toBe(404);
});

test('every entry is there in both languages, as Markdown and as HTML', async () => {
  const [english, spanish] = [await itemsOf('?locale=en_GB'), await itemsOf('?locale=es_ES')];
  expect(await itemsOf()).toEqual(english);
  expect(spanish).toHaveLength(english.length);
  const texts = new Set(english.map(({ description }) => description.markdown));
  for (const { description } of spanish) expect(texts.has(description.markdown)).toBe(false);
  for (const { description } of [...english, ...spanish]) {
    expect(description.html).toMatch(/^<p>.+<\/p>$/s);
    expect(description.markdown.length).toBeGreaterThan(20);
  }
  expect((await client.get('/obp/v3.0.0/api/glossary?locale=de_DE')).body).toEqual({
    code: 400,
    message: 'OBP-10041: This locale is not supported. Only the following can be used: en_GB , es_ES. Current Locale is de_DE',
  });
});

test.each(['', '?locale=es_ES'])('what the resource docs%s link to is there', async (query) => {
  const titles = new Set((await itemsOf(query)).map(({ title }) => title));
  const { body } = await client.get(`/obp/v4.0.0/resource-docs/v5.1.0/obp${query}`);
  const links = body.resource_docs.flatMap((doc: any) =>
    [...doc.description_markdown.matchAll(/\/glossary#([^)]+)\)/g)].map(([, title]) => title),
  );
  expect(links).toContain('Bank.bank_id');
  expect(links.filter((title: string) => !titles.has(title))).toEqual([]);
});
