import { parse, toClientConfig } from 'pg-connection-string';

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
 * Takes URLs that `psql` takes: the driver's own parser judges. Files that a URL names are not looked at here.
 *
 * @throws Error for what it cannot read, without a part of it.
 */
export function checkDatabaseUrl(url: string): void {
  if (!/^postgres(ql)?:\/\//i.test(url) || url.includes('#')) throw new Error('not a postgres URL');
  try {
    decodeURIComponent(url); // the parser would take a stray % for itself
    toClientConfig(parse(splitDatabaseUrl(url).connectionString));
  } catch {
    throw new Error('not a URL');
  }
}

/** Takes the parameters about TLS out of a URL; if one occurs twice, the last one counts. */
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
