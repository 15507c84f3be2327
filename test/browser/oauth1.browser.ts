import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectAccessible } from '../support/axe.js';
import { describeInBrowser, expectFocus, tabTo } from '../support/browser.js';
import { type Answer, exchange, shared } from '../support/client.js';
import { newConsumer, type NewConsumer } from '../support/consumers.js';
import { OAuthApp, tokensOfExplorerII, tokensOfOldExplorer } from '../support/oauth-app.js';
import { OAuth1Client, page as pageOf } from '../support/oauth1.js';
import { MESSAGE, PASSWORD, World, type WorldUser } from '../support/world.js';

const OTHERS: string[] = [];
const V = '/obp/v5.1.0';

describeInBrowser(
  'signing in for an application',
  (open) => {
    let world: World;
    let user: WorldUser;
    let consumer: NewConsumer;
    let app: OAuthApp;
    let bank: string;
    let customer: string;
    const host = (): string => shared().url;
    const callback = (): string => `${app.origin}/api/callback`;

    beforeAll(async () => {
      app = await OAuthApp.start();
      OTHERS.push(app.origin);
      world = await World.create();
      await world.grantIfMissing(world.admin, 'CanCreateConsumer');
      user = await world.user('person');
      bank = await world.bank();
      customer = await world.customer(bank);
      await world.link(bank, user, customer);
      for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages']) await world.grant(user, role, bank);
      consumer = await newConsumer(world, { app_name: `Explorer <${world.run}>`, redirect_url: callback() });
    });
    afterAll(() => app.stop());

    async function fill(page: Page): Promise<void> {
      await page.getByLabel('User name').fill(user.username);
      await page.getByLabel('Password').fill(PASSWORD);
    }
    const connect = `/connect?host=`;
    /** Goes to the page as people do: sent there by the application. */
    async function ask(options?: Parameters<typeof open>[1]): Promise<Page> {
      app.access = undefined;
      return open(`${app.origin}${connect}${encodeURIComponent(host())}`, options);
    }

    test('API Explorer II: the person agrees, and it makes all of its calls', async () => {
      const { tokens, oauth } = tokensOfExplorerII(host(), consumer, callback());
      app.tokens = tokens;
      const page = await ask();
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(`Explorer <${world.run}> asks to act for you`);
      expect(await page.locator('main').innerText()).toContain(`Afterwards you are led back to ${app.origin}`);
      await fill(page);
      await page.getByRole('button', { name: 'Sign in and agree' }).click();
      await page.getByRole('heading', { name: 'Signed in' }).waitFor();
      expect(page.url()).toBe(`${app.origin}/`);

      const { key, secret } = app.access ?? { key: '', secret: '' };
      const call = (method: string, path: string, body?: object): Promise<Answer> => {
        const Authorization = oauth.authHeader(host() + path, key, secret, method);
        const payload = body === undefined ? undefined : JSON.stringify(body);
        return exchange(
          host(),
          method,
          path,
          { 'Content-Type': 'application/json', Authorization, 'Content-Length': String(Buffer.byteLength(payload ?? '')) },
          payload,
        );
      };
      const body = async (method: string, path: string, sent?: object): Promise<any> => {
        const { status, body: answer } = await call(method, path, sent);
        expect({ path, status: status < 300 ? 'good' : status, answer: status < 300 ? '' : answer }).toEqual({
          path,
          status: 'good',
          answer: '',
        });
        return answer;
      };
      await theFourOperations(body);
      expect(await body('GET', `${V}/users/current`)).toMatchObject({ user_id: user.userId, username: user.username });
      const versions = (await body('GET', `${V}/api/versions`)).scanned_api_versions as { apiStandard: string; API_VERSION: string }[];
      expect(versions.length).toBeGreaterThan(0);
      for (const { apiStandard, API_VERSION } of versions) {
        const { resource_docs: docs } = await body('GET', `${V}/resource-docs/${apiStandard.toUpperCase()}${API_VERSION}/obp`);
        for (const doc of docs) {
          expect(doc).toMatchObject({ operation_id: expect.any(String), summary: expect.any(String), specified_url: expect.any(String) });
          expect([doc.tags.length > 0, Array.isArray(doc.connector_methods), Array.isArray(doc.error_response_bodies)]).toEqual([
            true,
            true,
            true,
          ]);
        }
      }
      expect(Object.keys(await body('GET', `${V}/resource-docs/v5.1.0/obp`))).not.toHaveLength(0);
      for (const connector of ['kafka_vSept2018', 'akka_vDec2018', 'rest_vMar2019', 'stored_procedure_vDec2019'])
        for (const doc of (await body('GET', `${V}/message-docs/${connector}`)).message_docs)
          expect(doc.adapter_implementation.group).toEqual(expect.any(String));
      expect((await body('GET', `${V}/api/glossary`)).glossary_items.length).toBeGreaterThan(0);
      await body('POST', `${V}/my/api-collections`, { api_collection_name: 'Favourites', is_sharable: true });
      expect((await body('GET', `${V}/my/api-collections`)).api_collections).toEqual([
        expect.objectContaining({ api_collection_name: 'Favourites' }),
      ]);
      const favourites = `${V}/my/api-collections/Favourites/api-collection-endpoints`;
      const operation = 'OBPv4.0.0-createCustomerMessage';
      await body('POST', favourites, { operation_id: operation });
      expect((await body('GET', favourites)).api_collection_endpoints).toEqual([expect.objectContaining({ operation_id: operation })]);
      await body('DELETE', `${favourites}/${operation}`);
      const granted = await call('POST', `${V}/users/${user.userId}/entitlements`, { role_name: 'CanGetCustomer', bank_id: bank });
      expect(granted.body).toEqual({ code: granted.status, message: expect.stringMatching(/^OBP-\d{5}/) }); // this user may not grant
      expect((await call('GET', '/obp/v5.1.0/none')).body.code).toBe(404);
    });

    test('the old explorer: the same with HMAC-SHA256 and the locale in each query', async () => {
      const { tokens, client } = tokensOfOldExplorer(host(), consumer, callback());
      app.tokens = tokens;
      const page = await ask({ javaScriptEnabled: false });
      await fill(page);
      await page.getByRole('button', { name: 'Sign in and agree' }).click();
      await page.getByRole('heading', { name: 'Signed in' }).waitFor();

      const token = app.access ?? { key: '', secret: '' };
      const headers = { 'content-type': 'application/json;charset=utf-8', Accept: 'application/json', 'Accept-Charset': 'UTF-8' };
      const body = async (method: string, path: string, sent?: object): Promise<any> => {
        const located = `${path}${path.includes('?') ? '&' : '?'}locale=en_GB`;
        const payload = sent === undefined ? {} : { body: JSON.stringify(sent) };
        const { status, body: answer } = await client.send(located, { method, token, hash: 'sha256', headers, ...payload });
        expect({ path, good: [200, 201, 202, 204].includes(status) || answer }).toEqual({ path, good: true });
        return answer;
      };
      await theFourOperations(body);
      const root = await body('GET', '/obp/v4.0.0/root');
      expect(root).toMatchObject({ resource_docs_requires_role: false, version: expect.any(String), git_commit: expect.any(String) });
      expect(await body('GET', '/obp/v3.0.0/users/current')).toMatchObject({
        user_id: user.userId,
        email: expect.any(String),
        provider_id: expect.any(String),
        provider: expect.any(String),
        username: user.username,
      });
      expect((await body('GET', '/obp/v3.0.0/my/entitlements')).list).toContainEqual(
        expect.objectContaining({ entitlement_id: expect.any(String), role_name: 'CanGetCustomerMessages', bank_id: bank }),
      );
      await body('POST', '/obp/v3.0.0/entitlement-requests', { bank_id: bank, role_name: 'CanGetCustomer' });
      expect((await body('GET', '/obp/v3.0.0/my/entitlement-requests')).entitlement_requests).toEqual([
        expect.objectContaining({ role_name: 'CanGetCustomer', bank_id: bank, user: expect.objectContaining({ user_id: user.userId }) }),
      ]);
      expect((await body('GET', '/obp/v4.0.0/my/spaces')).bank_ids).toEqual(expect.any(Array));
      for (const content of ['static', 'dynamic'])
        expect((await body('GET', `/obp/v4.0.0/resource-docs/OBPv4.0.0/obp?cache-modifier=a&content=${content}`)).resource_docs).toEqual(
          expect.any(Array),
        );
      expect(Object.keys(await body('GET', '/obp/v4.0.0/endpoints/json-schema-validations'))).toEqual(['json_schema_validations']);
      expect(Object.keys(await body('GET', '/obp/v4.0.0/endpoints/authentication-type-validations'))).toEqual([
        'authentication_types_validations',
      ]);
      expect((await body('GET', '/obp/v5.1.0/api/glossary')).glossary_items.length).toBeGreaterThan(0);
      expect((await body('GET', '/obp/v2.2.0/message-docs/kafka_vSept2018')).message_docs.length).toBeGreaterThan(0);
      expect((await body('GET', '/obp/v3.1.0/banks')).banks).toContainEqual(expect.objectContaining({ id: bank }));
      expect((await body('GET', '/obp/v4.0.0/my/api-collections')).api_collections).toEqual(expect.any(Array));
      const empty = await body('GET', `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages?&limit=1`); // a query as its links write it
      expect(empty.messages).toHaveLength(1);
    });

    async function theFourOperations(body: (method: string, path: string, sent?: object) => Promise<any>): Promise<void> {
      await body('POST', `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`, MESSAGE);
      await body('POST', `/obp/v1.4.0/banks/${bank}/customer/${customer}/messages`, {
        message: 'Hello',
        from_department: 'Open Bank',
        from_person: 'Tom',
      });
      expect((await body('GET', `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`)).messages.length).toBeGreaterThanOrEqual(2);
      expect((await body('GET', `/obp/v1.4.0/banks/${bank}/customer/messages`)).messages.length).toBeGreaterThanOrEqual(2);
    }

    test('who cancels is led back, and nobody is signed in', async () => {
      app.tokens = tokensOfExplorerII(host(), consumer, callback()).tokens;
      const page = await ask();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('heading', { name: 'Not signed in' }).waitFor();
      expect(app.access).toBeUndefined();
    });

    test('by keyboard alone, after a wrong password', async () => {
      app.tokens = tokensOfExplorerII(host(), consumer, callback()).tokens;
      const page = await ask();
      await tabTo(page, 'username');
      await page.keyboard.type(user.username);
      await page.keyboard.press('Tab');
      await expectFocus(page, 'password');
      await page.keyboard.type('Wrong-Password-2026');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').filter({ hasText: 'OBP-20004: Invalid login credentials.' }).waitFor();
      expect(await page.getByLabel('User name').inputValue()).toBe(user.username);
      expect(await page.getByLabel('Password').inputValue()).toBe('');
      await expectAccessible(page);
      await tabTo(page, 'password');
      await page.keyboard.type(PASSWORD);
      await tabTo(page, 'decision');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Signed in' }).waitFor();
    });

    describe('the pages', () => {
      const client = (): OAuth1Client => new OAuth1Client(host(), consumer);
      const path = async (target = 'oob'): Promise<string> => `/oauth/authorize?oauth_token=${(await client().requestToken(target)).key}`;

      test('axe finds nothing, in either language, on a narrow screen too', async () => {
        for (const locale of ['en_GB', 'es_ES']) {
          const page = await open(`${await path(callback())}&locale=${locale}`, { viewport: { width: 320, height: 640 } });
          await expectAccessible(page);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
        }
        await expectAccessible(await open('/oauth/authorize'));
        await expectAccessible(await open('/user_mgt/logout'));
      });

      test('in Spanish, until the code', async () => {
        const page = await open(await path());
        await page.getByRole('link', { name: 'Español' }).click();
        await page.getByRole('heading', { name: 'pide actuar en su nombre' }).waitFor();
        await page.getByLabel('Nombre de usuario').fill(user.username);
        await page.getByLabel('Contraseña').fill(PASSWORD);
        await page.getByRole('button', { name: 'Iniciar sesión y aceptar' }).click();
        await page.getByRole('heading', { name: 'Ha aceptado' }).waitFor();
        expect(await page.getByRole('status').innerText()).toMatch(/^\d{8}$/);
        await expectAccessible(page);
      });

      test('two tabs do not disturb each other', async () => {
        const first = await open(await path());
        const second = await first.context().newPage();
        await second.goto(await path());
        for (const page of [first, second]) {
          await fill(page);
          await page.getByRole('button', { name: 'Sign in and agree' }).click();
          await page.getByRole('heading', { name: 'You have agreed' }).waitFor();
        }
      });

      test('another site cannot send the form', async () => {
        const asked = await client().requestToken('oob');
        const page = await open('/glossary');
        const { formToken } = await pageOf(host(), asked.key);
        const action = `/oauth/authorize?oauth_token=${asked.key}`;
        const status = await page.evaluate(
          async ([url, body]) =>
            (await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body })).status,
          [action, new URLSearchParams({ form_token: formToken, username: user.username, password: PASSWORD }).toString()] as const,
        );
        expect(status).toBe(403); // the form of another browser's page
      });
    });
  },
  OTHERS,
);
