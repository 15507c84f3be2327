import { Module } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { ExpiredRows } from '../../../platform/database/expired-rows.js';
import { RedisLink } from '../../../platform/database/redis-link.js';
import { Nonces } from './nonces.js';
import { RedisNonces } from './redis-nonces.js';
import { TableNonces } from './table-nonces.js';

/** Single-use nonces: in Redis if there is one, else in a table. */
@Module({
  providers: [
    {
      provide: Nonces,
      inject: [RedisLink, Database],
      useFactory: (link: RedisLink, database: Database): Nonces => {
        const table = new TableNonces(database);
        return link.client === undefined ? table : new RedisNonces(link, table);
      },
    },
  ],
  exports: [Nonces],
})
export class NoncesModule {
  constructor(expired: ExpiredRows) {
    // Half a minute more, for clocks that differ.
    expired.register({ table: 'oauth_nonces', key: ['nonce_hash'], over: `expires_at < now() - interval '30 seconds'` });
  }
}
