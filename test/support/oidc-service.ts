import http from 'node:http';
import { expect } from '@jest/globals';
import { type Answer, Client } from './client.js';
import { ownDatabase } from './databases.mjs';
import { AUDIENCE, Issuers } from './issuer.js';
import { removeFolder, type Service, startService } from './service.mjs';

export const ME = '/obp/v3.0.0/users/current';

/** A service on a database of its own, with issuers whose tokens it accepts. */
export class OidcService {
  readonly client: Client;

  private constructor(
    readonly issuers: Issuers,
    readonly service: Service,
    private readonly drop: () => Promise<void>,
  ) {
    this.client = new Client(service.url);
  }

  /** @param env what is different: without it the service knows `good` alone. */
  static async start(env: (issuers: Issuers) => Record<string, string> = () => ({})): Promise<OidcService> {
    const issuers = await Issuers.start();
    const database = await ownDatabase();
    const OIDC_ISSUERS = `${issuers.url('good')} ${AUDIENCE}`;
    const service = await startService({ ...database.env, SANDBOX: 'true', OIDC_ISSUERS, ...env(issuers) });
    return new OidcService(issuers, service, database.drop);
  }

  async stop(): Promise<void> {
    await this.service.stop();
    removeFolder(this.service.dataDir);
    await this.drop();
    this.issuers.stop();
  }

  bearer(token: string, scheme = 'Bearer'): Promise<Answer> {
    return this.client.get(ME, { headers: { Authorization: `${scheme} ${token}` } });
  }

  /** Expects a refusal with this code. */
  async refused(token: string | Promise<string>, code: string, status = 401): Promise<void> {
    const { status: given, body, headers } = await this.bearer(await token);
    expect([given, (body as { message: string }).message.slice(0, 9)]).toEqual([status, code]);
    if (status === 401) expect(headers['www-authenticate']).toContain('Bearer realm=');
  }

  /** The status of a call that comes from another address of this machine. */
  statusFrom(localAddress: string, headers: Record<string, string>): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      http
        .get(this.service.url + ME, { localAddress, headers: { ...headers, 'Content-Type': 'application/json' } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        })
        .on('error', reject);
    });
  }
}
