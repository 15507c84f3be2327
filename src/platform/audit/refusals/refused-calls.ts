import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { clientAddress } from '../../http/client-address.js';
import { CONFIG, type Config } from '../../config/config.js';
import { Database, type Statement } from '../../database/database.js';
import { DeferredRows } from '../../database/deferred-rows.js';
import { ExpiredRows } from '../../database/expired-rows.js';
import { REFUSED_CALLS_DAYS } from './refusal-limits.js';

/** Refusals that may wait to be counted in the database. */
const WAITING = 10_000;
/** Maximum refusals counted by one statement. */
const ROWS = 2_000;
/** Addresses that this process tells apart within a minute: a caller with many addresses must not fill the table. */
const ADDRESSES = 1_000;
/** Longer than any name. */
const LONGEST_NAME = 255;
const MINUTE = 60_000;

type Kind = 'logins' | 'unauthenticated' | 'forbidden';

interface Refusal {
  /** Milliseconds since 1970. */
  readonly minute: number;
  readonly address: string;
  readonly userId: string | undefined;
  /** The name that was tried, in lower case. */
  readonly name: string | undefined;
  readonly kind: Kind;
}

/** In key order, so that two replicas cannot deadlock. */
const COUNT: Statement = {
  name: 'count_refused_calls',
  text: `
    INSERT INTO refused_calls AS r (minute, address, user_id, logins, unauthenticated, forbidden)
    SELECT q.minute, q.address, COALESCE(q.user_id, u.user_id, ''),
           count(*) FILTER (WHERE q.kind = 'logins'), count(*) FILTER (WHERE q.kind = 'unauthenticated'),
           count(*) FILTER (WHERE q.kind = 'forbidden')
      FROM unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::text[]) AS q (minute, address, user_id, name, kind)
      LEFT JOIN users u ON u.provider = $6 AND lower(u.username) = q.name AND u.password_hash IS NOT NULL
     GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (minute, address, user_id) DO UPDATE SET
      logins = r.logins + excluded.logins, unauthenticated = r.unauthenticated + excluded.unauthenticated,
      forbidden = r.forbidden + excluded.forbidden`,
};

/** Counts calls answered 401 or 403, and logins refused with other statuses, by user, address and minute (decision 32). */
@Injectable()
export class RefusedCalls implements OnModuleInit {
  private readonly rows: DeferredRows<Refusal>;
  private readonly addresses = new Set<string>();
  private minute = 0;

  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
    expired: ExpiredRows,
  ) {
    this.rows = new DeferredRows('refused_calls', (rows) => this.store(rows), { maxRows: ROWS, maxQueued: WAITING });
    expired.register({
      table: 'refused_calls',
      key: ['minute', 'address', 'user_id'],
      over: `minute < now() - interval '${REFUSED_CALLS_DAYS} days'`,
      by: 'minute',
    });
  }

  onModuleInit(): void {
    const fastify = this.adapter.httpAdapter?.getInstance<FastifyInstance | undefined>();
    if (fastify === undefined || typeof fastify.addHook !== 'function') return; // the command line answers nobody
    // Node remembers the address from now on, also once the peer has gone.
    fastify.server.on('connection', (socket) => socket.remoteAddress);
    fastify.addHook('onSend', (request, reply, payload, done) => {
      const kind = kindOf(request, reply);
      if (kind !== undefined) this.count(request, kind);
      done(null, payload);
    });
    fastify.addHook('onClose', () => this.rows.flush());
  }

  private count(request: FastifyRequest, kind: Kind): void {
    const minute = Math.floor(Date.now() / MINUTE) * MINUTE;
    if (minute !== this.minute) this.addresses.clear();
    this.minute = minute;
    const { caller, loginName = '' } = request;
    const name = loginName === '' || loginName.length > LONGEST_NAME ? undefined : loginName.toLowerCase().replaceAll('\0', '');
    this.rows.add({ minute, address: this.apart(clientAddress(request)), userId: caller?.userId, name, kind });
  }

  private apart(address: string): string {
    if (this.addresses.has(address)) return address;
    if (this.addresses.size >= ADDRESSES) return '';
    this.addresses.add(address);
    return address;
  }

  private store(rows: readonly Refusal[]): Promise<unknown> {
    return this.database.query(COUNT, [
      rows.map(({ minute }) => new Date(minute).toISOString()),
      rows.map(({ address }) => address),
      rows.map(({ userId }) => userId ?? null),
      rows.map(({ name }) => name ?? null),
      rows.map(({ kind }) => kind),
      this.config.localIdentityProvider,
    ]);
  }
}

function kindOf({ loginName }: FastifyRequest, { statusCode }: FastifyReply): Kind | undefined {
  if (statusCode !== 401 && statusCode !== 403 && statusCode !== 429) return undefined;
  if (loginName !== undefined) return 'logins';
  if (statusCode === 429) return undefined; // of call limits, which have headers of their own
  return statusCode === 401 ? 'unauthenticated' : 'forbidden';
}
