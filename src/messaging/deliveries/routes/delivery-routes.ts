import { Injectable } from '@nestjs/common';
import { CacheInvalidation } from '../../../platform/database/cache-invalidation.js';
import { Database, type Statement } from '../../../platform/database/database.js';
import { FreshCache } from '../../../platform/database/fresh-cache.js';
import type { Channel } from '../../providers/provider.js';
import type { RouteProvider } from './route-provider.js';

/** Banks whose routes are remembered at most. */
const CAPACITY = 10_000;

/** How a bank sends what is created with a transport. */
export interface Route {
  readonly transport: string;
  readonly channel: Channel;
  readonly providers: readonly RouteProvider[];
}

/** The routes of a bank by transport; most banks have none. */
export type BankRoutes = ReadonlyMap<string, Route>;

interface StoredRoute extends Route {
  readonly [column: string]: unknown;
}

const FIND: Statement = {
  name: 'delivery_routes_find',
  text: 'SELECT transport, channel, providers FROM delivery_routes WHERE bank_id = $1',
};

/** The route that a delivery takes; where it takes any, or its own is gone, all that lead to its channel. */
export function routesFor(routes: BankRoutes, { channel, route }: { readonly channel: string; readonly route: string }): readonly Route[] {
  const own = routes.get(route);
  return own?.channel === channel ? [own] : [...routes.values()].filter((one) => one.channel === channel);
}

/** As transports are compared: without case, and without spaces around them. */
export const transportKey = (transport: string): string => transport.trim().toLowerCase();

/** Knows the routes of banks, less than a second late. */
@Injectable()
export class DeliveryRoutes {
  private readonly known: FreshCache<BankRoutes, never>;

  constructor(
    private readonly database: Database,
    changes: CacheInvalidation,
  ) {
    this.known = new FreshCache<BankRoutes, never>(changes, { capacity: CAPACITY, load: (bankId) => this.read(bankId) });
  }

  /** At once where they are fresh, so that a create pays nothing for asking. */
  of(bankId: string): BankRoutes | Promise<BankRoutes> {
    return this.known.get(bankId);
  }

  private async read(bankId: string): Promise<BankRoutes> {
    const rows = await this.database.query<StoredRoute>(FIND, [bankId]);
    return new Map(rows.map((row) => [row.transport, row]));
  }
}
