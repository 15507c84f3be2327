import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import type { TlsParameters } from '../../config/database-url.js';
import { UrlProblem } from './connection-errors.js';

/** How a connection begins: unencrypted, or with TLS. */
export type Way = false | Tls;
type Tls = Pick<
  ConnectionOptions,
  'ca' | 'cert' | 'key' | 'passphrase' | 'rejectUnauthorized' | 'checkServerIdentity' | 'minVersion' | 'maxVersion'
>;

/** Ways to connect, in the order in which they are tried. */
export type Ways = readonly [Way] | readonly [Way, Way];

/** The values of `sslmode`: libpq's, and one of the driver's own. */
export const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'] as const;

/** Libpq's name for the certificates that the system trusts; here Node.js's (`NODE_EXTRA_CA_CERTS` adds to them). */
const SYSTEM = 'system';

/**
 * What TLS parameters mean in libpq (PostgreSQL's documentation, "SSL Support" of libpq): up to `require` nobody is verified unless an
 * authority is named, `verify-ca` verifies who signed the certificate, `verify-full` also whose it is.
 *
 * Without any of them a connection is unencrypted unless the server insists: libpq's `allow`.
 *
 * @throws UrlProblem for an unknown mode, or one that lacks something; Node's error for files that cannot be read.
 */
export function waysOf(given: TlsParameters): Ways {
  const mode = modeOf(given);
  if (given.sslnegotiation === 'direct' && ['disable', 'allow', 'prefer'].includes(mode))
    throw new UrlProblem('sslnegotiation=direct needs sslmode=require or stricter');
  if (given.sslrootcert === SYSTEM && mode !== 'verify-full') throw new UrlProblem('sslrootcert=system needs sslmode=verify-full');
  if (mode === 'verify-ca' && given.sslrootcert === undefined)
    throw new UrlProblem('sslmode=verify-ca needs sslrootcert, the certificate of the authority');
  if (mode === 'disable') return [false];
  const tls = tlsOf(mode, given);
  if (mode === 'allow') return [false, tls];
  return mode === 'prefer' ? [tls, false] : [tls];
}

/** Without `sslmode` the parameters mean the same as to the driver, which is stricter than libpq: full verification. */
function modeOf({ sslmode, ssl, sslrootcert, sslcert, sslkey, sslnegotiation }: TlsParameters): (typeof SSL_MODES)[number] {
  if (sslmode !== undefined) {
    const mode = SSL_MODES.find((known) => known === sslmode);
    if (mode === undefined) throw new UrlProblem(`sslmode must be one of ${SSL_MODES.join(', ')}`);
    return mode;
  }
  if (ssl === '0' || ssl === 'false' || ssl === 'disable') return 'disable';
  if (ssl === 'no-verify') return 'no-verify';
  return [ssl, sslrootcert, sslcert, sslkey, sslnegotiation].some((one) => one !== undefined && one !== 'postgres')
    ? 'verify-full'
    : 'allow';
}

function tlsOf(mode: (typeof SSL_MODES)[number], given: TlsParameters): Tls {
  const { sslrootcert, sslcert, sslkey, sslpassword } = given;
  const authority =
    sslrootcert === undefined || sslrootcert === SYSTEM || mode === 'no-verify' ? undefined : readFileSync(sslrootcert, 'utf8');
  return {
    ...(authority === undefined ? {} : { ca: authority }),
    ...(mode === 'verify-full' ? {} : authority === undefined ? { rejectUnauthorized: false } : { checkServerIdentity: () => undefined }),
    ...(sslcert === undefined ? {} : { cert: readFileSync(sslcert, 'utf8') }),
    ...(sslkey === undefined ? {} : { key: readFileSync(sslkey, 'utf8') }),
    ...(sslpassword === undefined ? {} : { passphrase: sslpassword }),
    ...(given.ssl_min_protocol_version === undefined ? {} : { minVersion: versionOf(given.ssl_min_protocol_version) }),
    ...(given.ssl_max_protocol_version === undefined ? {} : { maxVersion: versionOf(given.ssl_max_protocol_version) }),
  };
}

function versionOf(text: string): 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3' {
  const found = (['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const).find((version) => version === text);
  if (found === undefined) throw new UrlProblem('protocol versions are TLSv1, TLSv1.1, TLSv1.2 and TLSv1.3');
  return found;
}
