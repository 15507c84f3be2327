import type { EntityManager } from 'typeorm';
import { isTooSlow } from '../../../platform/database/database.js';
import { ObpError } from '../../../platform/errors/obp-error.js';

/** Milliseconds that one statement over many deliveries may take. */
const MOST = 5_000;

/**
 * Runs statements that may have to read much, each within a few seconds, inside a transaction. On the embedded database, which has no
 * such limit, they take as long as they take.
 *
 * @throws ObpError OBP-98350 (400) where one takes longer.
 */
export async function limited<Result>(manager: EntityManager, work: () => Promise<Result>): Promise<Result> {
  await manager.query(`SET LOCAL statement_timeout = ${MOST}`);
  try {
    return await work();
  } catch (error) {
    if (isTooSlow(error)) throw new ObpError('TooManyDeliveries');
    throw error;
  }
}
