import type { RedisLink } from '../../../platform/database/redis-link.js';
import { Nonces } from './nonces.js';

/** Extra milliseconds for which a nonce is kept, for replicas whose clocks differ; the table does the same. */
const CLOCKS_DIFFER = 30_000;

/**
 * Nonces in Redis. A replica that cannot reach it writes them to the table, which the other replicas do not read: a nonce used at such a
 * moment could be repeated once (decision 44).
 */
export class RedisNonces extends Nonces {
  constructor(
    private readonly link: RedisLink,
    private readonly instead: Nonces,
  ) {
    super();
  }

  async use(nonce: Buffer, until: number): Promise<boolean> {
    const lives = Math.max(1, until - Date.now()) + CLOCKS_DIFFER;
    return this.link.tryOr(
      async (client) => (await client.set(`customer-messages:oauth-nonce:${nonce.toString('base64url')}`, '', 'PX', lives, 'NX')) === 'OK',
      () => this.instead.use(nonce, until),
    );
  }
}
