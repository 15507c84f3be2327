import type { RedisLink } from '../../database/redis-link.js';
import { Nonces } from './nonces.js';

/** Nonces in Redis; while it is away they go to the table, where all replicas find them as well. */
export class RedisNonces extends Nonces {
  constructor(
    private readonly link: RedisLink,
    private readonly instead: Nonces,
  ) {
    super();
  }

  async use(nonce: Buffer, until: number): Promise<boolean> {
    const lives = Math.max(1, until - Date.now());
    return this.link.ask(
      async (client) => (await client.set(`customer-messages:oauth-nonce:${nonce.toString('base64url')}`, '', 'PX', lives, 'NX')) === 'OK',
      () => this.instead.use(nonce, until),
    );
  }
}
