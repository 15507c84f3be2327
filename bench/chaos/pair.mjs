import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '../support/database.mjs';
import { Cluster } from './cluster.mjs';

/** A primary and its synchronous standby: what is committed is on both. */
export class Pair {
  primary;
  standby;

  /**
   * @param {Cluster} primary
   * @param {Cluster} standby
   */
  constructor(primary, standby) {
    this.primary = primary;
    this.standby = standby;
  }

  /**
   * @param {import('../support/cleanup.mjs').Cleanup} cleanup
   * @param {string} programs
   */
  static async start(cleanup, programs) {
    const primary = await Cluster.start(cleanup, programs);
    const pair = new Pair(primary, await Cluster.startStandby(cleanup, primary));
    await pair.#synchronize();
    return pair;
  }

  /** Both, as libpq names several hosts. */
  get url() {
    const hosts = [this.primary, this.standby].map(({ port }) => `127.0.0.1:${port}`);
    return `postgres://postgres@${hosts.join(',')}/postgres?target_session_attrs=read-write`;
  }

  /** The primary ends as by `pg_ctl stop -m immediate`: all of it at once, with nothing written. */
  kill() {
    return this.primary.end('SIGQUIT');
  }

  /** After a kill. The new primary has nobody to wait for. */
  async promote() {
    await this.standby.promote();
    [this.primary, this.standby] = [this.standby, this.primary];
  }

  /** The server that was killed becomes the standby of the new primary. */
  async rebuild() {
    await this.standby.follow(this.primary);
    await this.#synchronize();
  }

  async #synchronize() {
    await this.primary.set({ synchronous_standby_names: '*' });
    for (const last = Date.now() + 60_000; ; await sleep(50)) {
      const [row] = await sql(this.primary.url, `SELECT count(*)::int AS count FROM pg_stat_replication WHERE sync_state = 'sync'`);
      if (row?.count === 1) return;
      if (Date.now() > last) throw new Error('the standby does not become synchronous');
    }
  }
}
