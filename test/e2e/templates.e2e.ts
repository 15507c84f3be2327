import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer } from '../support/client.js';
import { World, type WorldUser } from '../support/world.js';

const TEXTS = [
  { language: 'en', text: 'Dear {{name}}, your card is at {{branch}}.' },
  { language: 'ES', text: 'Hola, {{name}}: su tarjeta está en {{branch}}.' },
];

describe('templates', () => {
  let world: World;
  let bank: string;
  let author: WorldUser;
  let sender: WorldUser;

  beforeAll(async () => {
    world = await World.create();
    [bank, author, sender] = await Promise.all([world.bank(), world.user('author'), world.user('sender')]);
    await world.grant(author, 'CanManageTemplates', bank);
    await world.grant(sender, 'CanCreateCustomerMessage', bank);
  });

  const at = (path = ''): string => `/messaging/v1/banks/${bank}/templates${path}`;
  const get = (path: string, { token } = sender): Promise<Answer> => world.client.get(path, { token });
  const post = (path: string, body: object = {}, { token } = author): Promise<Answer> => world.client.post(path, body, { token });
  const create = (id: string, more: object = {}): Promise<Answer> => post(at(), { template_id: id, name: 'A card', texts: TEXTS, ...more });
  const preview = (id: string, body: object): Promise<Answer> => post(at(`/${id}/preview`), body, sender);
  const outcome = ({ status, body }: Answer): string => `${status} ${body.message}`;

  test('are written, read, given another version and archived', async () => {
    const made = await create('life');
    expect(made.status).toBe(201);
    expect(made.headers.location).toMatch(new RegExp(`${at('/life')}$`));
    expect(made.body).toMatchObject({ template_id: 'life', name: 'A card', newest_version: 1, is_archived: false });
    expect(made.body.versions).toEqual([
      {
        version: 1,
        default_language: 'en',
        texts: [
          { ...TEXTS[0], placeholders: ['name', 'branch'] },
          { language: 'es', text: TEXTS[1]?.text, placeholders: ['name', 'branch'] },
        ],
        created_by_user_id: author.userId,
        created_at: expect.any(String),
      },
    ]);
    expect((await get(at('/life'))).body).toEqual(made.body);
    expect(outcome(await create('life'))).toMatch(/^409 OBP-98333/);

    const second = await post(at('/life/versions'), { default_language: 'es', texts: [{ language: 'es', text: 'Solo {{name}}' }] });
    expect([second.status, second.body.version, second.body.default_language]).toEqual([201, 2, 'es']);
    expect((await get(at('/life'))).body.versions.map(({ version }: any) => version)).toEqual([2, 1]);
    expect((await get(at('/life/versions/1'))).body).toEqual(made.body.versions[0]);
    for (const version of ['3', '0', '1.0', '-1', 'x'])
      expect(outcome(await get(at(`/life/versions/${version}`)))).toMatch(/^404 OBP-98331/);

    expect((await preview('life', { personalisation: { name: 'Ana' } })).body).toMatchObject({ template_version: 2, text: 'Solo Ana' });
    expect((await post(at('/life/archive'))).body).toMatchObject({ is_archived: true });
    expect(outcome(await preview('life', { personalisation: { name: 'Ana' } }))).toMatch(/^409 OBP-98334/);
    expect(outcome(await post(at('/life/archive')))).toMatch(/^409 OBP-98334/);
    expect(outcome(await post(at('/life/versions'), { texts: TEXTS }))).toMatch(/^409 OBP-98334/);
    expect((await get(at('/life'))).body).toMatchObject({ is_archived: true, newest_version: 2 });
  });

  test('versions that are written at the same time have numbers of their own', async () => {
    await create('busy');
    const texts = ['a', 'b', 'c', 'd'].map((text) => [{ language: 'en', text }]);
    const made = await Promise.all(texts.map((one) => post(at('/busy/versions'), { texts: one })));
    expect(made.map(({ body }) => body.version).sort()).toEqual([2, 3, 4, 5]);
  });

  test('are listed by page, archived ones when asked for', async () => {
    const ids = ['page-a', 'page-b', 'page-c'];
    for (const id of ids) await create(id);
    await post(at('/page-b/archive'));
    const seen = async (query: string): Promise<string[]> => {
      const found: string[] = [];
      let next: string | undefined = at(`?limit=1&${query}`);
      while (next !== undefined) {
        const { body, headers }: Answer = await get(next);
        found.push(...body.templates.map(({ template_id: id }: any) => id));
        next = /<[^>]*(\/messaging[^>]*)>/.exec(String(headers.link))?.[1];
      }
      return found.filter((id) => id.startsWith('page-'));
    };
    expect(await seen('')).toEqual(['page-a', 'page-c']);
    expect(await seen('archived=true')).toEqual(ids);
    expect((await get(at('?cursor=%00'))).status).toBe(200);
    expect((await get(at('?limit=0'))).status).toBe(400);
  });

  test('are found by a part of their id or name, in capitals or not, page by page', async () => {
    for (const [id, name] of [
      ['find-1', '100% of it'],
      ['find-2', 'Straße 7'],
      ['find-3', 'Plain'],
    ])
      await create(id ?? '', { name });
    const idsOf = async (query: string): Promise<string[]> =>
      (await get(at(`?${query}`))).body.templates.map(({ template_id: id }: any) => id);
    expect(await idsOf('q=FIND-')).toEqual(['find-1', 'find-2', 'find-3']);
    expect(await idsOf('q=find-&limit=1&cursor=find-1')).toEqual(['find-2']);
    expect(await idsOf(`q=${encodeURIComponent('STRAß')}`)).toEqual(['find-2']);
    expect(await idsOf(`q=${encodeURIComponent('0% o')}`)).toEqual(['find-1']);
    for (const nothing of ['%_%', 'find_1', '\\', "'"]) expect(await idsOf(`q=${encodeURIComponent(nothing)}`)).toEqual([]);
    expect(await idsOf('q=%00')).toEqual(await idsOf(''));
  });

  test.each([
    [{ template_id: 'Upper' }, 'template_id must be'],
    [{ template_id: '../x' }, 'template_id must be'],
    [{ texts: [] }, 'texts must be a list'],
    [{ texts: [TEXTS[0], TEXTS[0]] }, 'two texts in en'],
    [{ texts: [{ language: 'español', text: 'x' }] }, 'language must be'],
    [{ default_language: 'fr' }, 'default_language must be'],
    [{ default_language: 'x_y' }, 'default_language must be'],
    [{ texts: [{ language: 'en', text: '{{__proto__}}' }] }, 'not allowed: __proto__'],
    [{ texts: [{ language: 'en', text: '{{constructor}}' }] }, 'not allowed: constructor'],
    [{ texts: [{ language: 'en', text: '{{#if a}}b{{/if}}' }] }, 'outside of a placeholder'],
    [{ texts: [{ language: 'en', text: '{{a{{b}}}}' }] }, 'outside of a placeholder'],
    [{ texts: [{ language: 'en', text: '{'.repeat(1_000) }] }, 'outside of a placeholder'],
  ])('%j is refused', async (more, problem) => {
    expect(outcome(await create('refused', more))).toMatch(/^400 OBP-98332/);
    expect((await create('refused', more)).body.message).toContain(problem);
  });

  test.each([
    { texts: [{ language: 'en', text: '{'.repeat(100_000) }] },
    { texts: 'x' },
    { texts: [{ language: 'en' }] },
    { name: '' },
    { texts: [{ language: 'en', text: 'a NUL \0' }] },
  ])('a body that is none is refused: %#', async (more) => expect(outcome(await create('refused', more))).toMatch(/^400 OBP-10001/));

  test('the preview says what a text costs, and why', async () => {
    await create('preview');
    const personalisation = { name: '{{branch}} $&', branch: 7, more: {} };
    expect((await preview('preview', { personalisation })).body).toEqual({
      template_id: 'preview',
      template_version: 1,
      language: 'en',
      text: 'Dear {{branch}} $&, your card is at 7.',
      encoding: 'gsm7',
      units: 42,
      segments: 1,
      cost_units: 1,
      ucs2_characters: [],
      parts: [{ text: 'Dear {{branch}} $&, your card is at 7.', units: 42 }],
    });
    expect((await preview('preview', { template_version: 1, language: 'es-MX', personalisation })).body).toMatchObject({
      language: 'es',
      encoding: 'ucs2',
      ucs2_characters: ['á'],
    });
    expect(outcome(await preview('preview', {}))).toBe('400 OBP-98335: personalisation has no value for these placeholders: name, branch');
    expect(outcome(await preview('preview', { personalisation: { name: {}, branch: '' } }))).toMatch(
      /^400 OBP-98336: .* name must be text/,
    );
    expect(outcome(await preview('preview', { language: 'fr', personalisation }))).toBe(
      '400 OBP-98338: The template has no text in this language: it has en, es.',
    );
    const long = { name: 'x'.repeat(1_024), branch: '' };
    expect(outcome(await preview('preview', { personalisation: long }))).toMatch(/^400 OBP-98339/);
    expect(outcome(await preview('preview', { template_version: 2 }))).toMatch(/^404 OBP-98331/);
    for (const id of ['nobody', 'Upper', '%20', 'constructor']) expect(outcome(await preview(id, {}))).toMatch(/^404 OBP-98330/);
    const text = await post(`/messaging/v1/banks/${bank}/messages/preview`, { message: `${'á'.repeat(70)}😀` }, sender);
    expect(text.body).toMatchObject({ encoding: 'ucs2', units: 72, segments: 2, cost_units: 2, ucs2_characters: ['á', '😀'] });
  });

  test('a text that no template has yet is previewed like one of theirs', async () => {
    const draft = (message: string, more: object): Promise<Answer> =>
      post(`/messaging/v1/banks/${bank}/messages/preview`, { message, ...more }, sender);
    expect((await draft('Hi {{name}}', { personalisation: { name: '{{x}}' } })).body).toMatchObject({ text: 'Hi {{x}}', segments: 1 });
    for (const personalisation of [undefined, null])
      expect((await draft('Hi {{name}}', { personalisation })).body).toMatchObject({ text: 'Hi {{name}}' });
    expect(outcome(await draft('Hi {{name}}', { personalisation: {} }))).toMatch(/^400 OBP-98335: .* name$/);
    expect(outcome(await draft('Hi {{name}}', { personalisation: { name: [] } }))).toMatch(/^400 OBP-98336: .* name must be text/);
    expect(outcome(await draft('{{name}}', { personalisation: { name: ' ' } }))).toMatch(/^400 OBP-98339/);
    expect(outcome(await draft('Hi {{#each}}', { personalisation: {} }))).toMatch(/^400 OBP-98332: .* outside of a placeholder/);
    expect(outcome(await draft('Hi', { personalisation: 'name' }))).toMatch(/^400 OBP-10001: .* personalisation must be an object/);
  });

  test('are written by who may, and are those of one bank', async () => {
    const nobody = await world.user('nobody');
    await create('rights');
    for (const [path, body] of [
      [at(), { template_id: 'x', name: 'x', texts: TEXTS }],
      [at('/rights/versions'), { texts: TEXTS }],
      [at('/rights/archive'), {}],
    ] as const)
      expect((await post(path, body, sender)).status).toBe(403);
    for (const path of [at(), at('/rights'), at('/rights/versions/1')]) expect((await get(path, nobody)).status).toBe(403);
    expect((await post(at('/rights/preview'), {}, nobody)).status).toBe(403);
    const other = await world.bank();
    await world.grant(author, 'CanManageTemplates', other);
    expect(outcome(await get(`/messaging/v1/banks/${other}/templates/rights`, author))).toMatch(/^404 OBP-98330/);
  });
});
