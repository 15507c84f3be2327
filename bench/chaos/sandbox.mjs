import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { removeFolder, startService, temporaryFolder } from '../../test/support/service.mjs';
import { createIn } from '../servers/requests.mjs';
import { expectStatus } from '../support/http.mjs';

/** The built service with its sandbox, on the same port and folder at every start, so that callers find it again. */
export class Sandbox {
  /** @type {Record<string, string>} */
  #env;
  /** @type {import('../../test/support/service.mjs').Service | undefined} */
  #service;

  /** @param {Record<string, string>} env */
  constructor(env) {
    this.#env = env;
  }

  /**
   * @param {import('../support/cleanup.mjs').Cleanup} cleanup
   * @param {string} [databaseUrl] none for the embedded database
   */
  static async start(cleanup, databaseUrl) {
    const DATA_DIR = temporaryFolder();
    cleanup.add(() => removeFolder(DATA_DIR));
    const database = databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl, SANDBOX: 'true' };
    const sandbox = new Sandbox({ ...database, DATA_DIR, PORT: String(await freePort()), LOG_LEVEL: 'fatal' });
    cleanup.add(() => sandbox.stop());
    await sandbox.start();
    return sandbox;
  }

  async start() {
    this.#service = await startService(this.#env);
  }

  /** @param {NodeJS.Signals} [signal] */
  async stop(signal) {
    await this.#service?.stop(signal);
    this.#service = undefined;
  }

  /** The create and the list of staff. */
  async requests() {
    const { base_url, bank_id, customer_id, consumer_key, users } = JSON.parse(
      readFileSync(join(this.#env.DATA_DIR ?? '', 'sandbox.json'), 'utf8'),
    );
    const { username, password } = users.staff;
    const login = { DirectLogin: `username=${username},password=${password},consumer_key=${consumer_key}` };
    const { token } = await expectStatus(201, { method: 'POST', url: `${base_url}/my/logins/direct`, headers: login });
    const url = `${base_url}/obp/v4.0.0/banks/${bank_id}/customers/${customer_id}/messages`;
    const headers = { DirectLogin: `token=${token}` };
    return { create: createIn(url, headers), list: { method: 'GET', url, headers } };
  }
}

/** @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}
