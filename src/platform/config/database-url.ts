import { parse, toClientConfig } from 'pg-connection-string';
import { databaseHosts } from './database-hosts.js';

/** Parameters of a database's URL that are about TLS. The driver would read them in its own way (`src/platform/database/server/tls.ts`). */
export const TLS_PARAMETERS = [
  'ssl',
  'sslmode',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'sslpassword',
  'ssl_min_protocol_version',
  'ssl_max_protocol_version',
  'sslnegotiation',
  'uselibpqcompat',
] as const;

/** An absent or empty one is undefined. */
export type TlsParameters = Readonly<Partial<Record<(typeof TLS_PARAMETERS)[number], string | undefined>>>;

/**
 * Accepts URLs that `psql` accepts: the driver's own parser decides, host by host. Files that a URL names are not read here.
 *
 * @throws Error without any part of the URL, if it cannot be read.
 */
export function checkDatabaseUrl(url: string): void {
  if (!/^postgres(ql)?:\/\//i.test(url) || url.includes('#')) throw new Error('not a postgres URL');
  try {
    decodeURIComponent(url); // the parser would read a stray % literally
    for (const one of databaseHosts(url).urls) toClientConfig(parse(splitDatabaseUrl(one).connectionString));
  } catch {
    throw new Error('not a URL');
  }
}

/** Removes the TLS parameters from a URL with one host; if one occurs twice, the last one counts. */
export function splitDatabaseUrl(url: string): { connectionString: string; tls: TlsParameters } {
  const [base = '', ...rest] = url.split('?');
  const query = new URLSearchParams(rest.join('?'));
  const tls: Record<string, string | undefined> = {};
  for (const name of TLS_PARAMETERS) {
    tls[name] = query.getAll(name).at(-1) || undefined;
    query.delete(name);
  }
  return { connectionString: query.size === 0 ? base : `${base}?${query.toString()}`, tls };
}
