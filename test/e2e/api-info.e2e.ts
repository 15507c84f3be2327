import { afterAll, describe, expect, test } from '@jest/globals';
import { Client, exchange, shared } from '../support/client.js';
import { ownDatabase } from '../support/databases.mjs';
import { removeFolder, startService } from '../support/service.mjs';
import { freePort } from '../support/free-port.js';

const client = new Client();
const HOST = { organisation: '', email: '', phone: '', organisation_website: '' };

describe('API information', () => {
  test.each([
    ['1.4.0', 'STABLE'],
    ['2.0.0', 'STABLE'],
    ['3.1.0', 'STABLE'],
  ])('root of v%s', async (version, versionStatus) => {
    const { status, body } = await client.get(`/obp/v${version}/root`);
    expect([status, Object.entries(body)]).toEqual([
      200,
      Object.entries({ version: `v${version}`, version_status: versionStatus, git_commit: '', connector: 'mapped', hosted_by: HOST }),
    ]);
  });

  test.each([
    ['4.0.0', 'STABLE'],
    ['5.0.0', 'STABLE'],
    ['5.1.0', 'BLEEDING_EDGE'],
  ])('root of v%s', async (version, versionStatus) => {
    const { status, body } = await client.get(`/obp/v${version}/root?x=1`);
    const nobody = { organisation: '', organisation_website: '' };
    expect([status, Object.entries(body)]).toEqual([
      200,
      Object.entries({
        version: `v${version}`,
        version_status: versionStatus,
        git_commit: '',
        connector: 'mapped',
        hostname: shared().url,
        local_identity_provider: 'customer-messages',
        hosted_by: HOST,
        hosted_at: nobody,
        energy_source: nobody,
        resource_docs_requires_role: false,
      }),
    ]);
  });

  test('the root does not look at credentials, and has no shorter name', async () => {
    expect((await client.get('/obp/v4.0.0/root', { token: 'not.a.token' })).status).toBe(200);
    for (const path of ['/obp/v4.0.0', '/obp/v4.0.0/', '/obp/v9.9.9/root'])
      expect((await exchange(client.base, 'GET', path, {})).body.message).toMatch(/^OBP-10404/);
  });

  test('the versions that answer', async () => {
    const { status, body } = await client.get('/obp/v4.0.0/api/versions');
    expect(status).toBe(200);
    expect(body.scanned_api_versions.map(({ API_VERSION: version }: { API_VERSION: string }) => version)).toEqual(
      ['1.4.0', '2.0.0', '2.1.0', '2.2.0', '3.0.0', '3.1.0', '4.0.0', '5.0.0', '5.1.0'].map((version) => `v${version}`),
    );
    expect(Object.entries(body.scanned_api_versions[0])).toEqual(
      Object.entries({ urlPrefix: 'obp', apiStandard: 'obp', apiShortVersion: 'v1.4.0', API_VERSION: 'v1.4.0' }),
    );
    expect((await client.get('/obp/v3.1.0/api/versions')).status).toBe(404);
    expect((await client.get('/obp/v4.0.0/api/versions', { token: 'not.a.token' })).body.message).toMatch(/^OBP-20003/);
    expect((await client.get('/obp/v3.1.0/rate-limiting', { token: 'not.a.token' })).body.message).toMatch(/^OBP-20003/);
  });
});

describe('API information as configured', () => {
  let stop = (): Promise<void> => Promise.resolve();
  afterAll(() => stop());

  test('shows the host, the commit, the public URL and the enabled versions', async () => {
    const { env, drop } = await ownDatabase();
    const port = await freePort();
    const service = await startService({
      ...env,
      PORT: String(port),
      PUBLIC_URL: 'https://api.bank.example/',
      HOSTED_BY_ORGANISATION: 'A Bank',
      HOSTED_BY_EMAIL: 'api@bank.example',
      HOSTED_BY_PHONE: '+32 1',
      HOSTED_BY_WEBSITE: 'https://bank.example',
      GIT_COMMIT: '0123abc',
      LOCAL_IDENTITY_PROVIDER: 'a-bank',
      API_ENABLED_VERSIONS: '1.4.0,5.0.0',
    });
    stop = async () => {
      await service.stop();
      removeFolder(service.dataDir);
      await drop();
    };
    const own = new Client(`http://127.0.0.1:${port}`);
    expect((await own.get('/obp/v5.0.0/root')).body).toMatchObject({
      git_commit: '0123abc',
      hostname: 'https://api.bank.example',
      local_identity_provider: 'a-bank',
      hosted_by: { organisation: 'A Bank', email: 'api@bank.example', phone: '+32 1', organisation_website: 'https://bank.example' },
    });
    const { body } = await own.get('/obp/v5.0.0/api/versions');
    expect(body.scanned_api_versions.map(({ API_VERSION: version }: { API_VERSION: string }) => version)).toEqual(['v1.4.0', 'v5.0.0']);
    expect((await exchange(own.base, 'GET', '/obp/v5.1.0/root', {})).status).toBe(404);
    // The document of the messages names what answers: the versions that introduced the four operations, or the next one.
    const { paths } = (await exchange(own.base, 'GET', '/openapi/messages.json', {})).body;
    expect(Object.keys(paths).filter((path) => path.startsWith('/obp/'))).toEqual([
      '/obp/v1.4.0/banks/{BANK_ID}/customer/{CUSTOMER_ID}/messages',
      '/obp/v1.4.0/banks/{BANK_ID}/customer/messages',
      '/obp/v5.0.0/banks/{BANK_ID}/customers/{CUSTOMER_ID}/messages',
    ]);
  });
});
