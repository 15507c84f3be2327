import type { Client } from 'pg';
import { parse } from 'pg-connection-string';
import { ConfigError } from '../../config/config.js';
import { databaseHosts } from '../../config/database-hosts.js';
import { splitDatabaseUrl } from '../../config/database-url.js';
import { DatabaseClient, type DatabaseClientConfig } from '../database-client.js';
import { reasonOf, UrlProblem } from './connection-errors.js';
import { Pooling } from './pooling.js';
import { clientOfSeveral, sessionOf } from './several-hosts.js';
import { type Way, waysOf } from './tls.js';

/** The variable whose URL is meant. */
export type UrlVariable = 'DATABASE_URL' | 'DATABASE_DIRECT_URL' | 'DATABASE_REPLICA_URLS';

/** What the driver needs to connect to a server. */
export interface DatabaseServer {
  /** Without its parameters about TLS. */
  readonly connectionString: string;
  readonly ssl: Way;
  readonly sslnegotiation?: 'direct';
  /** Connects the way that worked last, if the URL leaves open whether to use TLS; of several hosts to the one that is wanted. */
  readonly Client: typeof DatabaseClient;
  readonly hasOtherWay: boolean;
  readonly pooling: Pooling;
}

/** Keyed by URL: what we learnt about a server's TLS, and about a pooler before it, applies to the whole process. */
const known = new Map<string, DatabaseServer>();

/**
 * Reads a URL as `psql` would: the driver's parser says what is in it, and {@link waysOf} what it means about TLS.
 *
 * @param variable is named by errors. What is read of a URL once is not read again.
 * @throws ConfigError for an unusable URL, and for certificates that cannot be read.
 */
export function databaseServer(url: string, variable: UrlVariable = 'DATABASE_URL'): DatabaseServer {
  const found = known.get(url) ?? readFor(url, variable);
  known.set(url, found);
  return found;
}

function readFor(url: string, variable: UrlVariable): DatabaseServer {
  try {
    return read(url, variable === 'DATABASE_REPLICA_URLS');
  } catch (error) {
    if (error instanceof UrlProblem) throw new ConfigError([`${variable}: ${error.message}`]);
    throw new ConfigError([`${variable} cannot be used: ${reasonOf(error)}`]);
  }
}

/** @param isReplica whether `target_session_attrs` says nothing: a replica is one host, and is asked whether it is a standby anyway. */
function read(url: string, isReplica: boolean): DatabaseServer {
  const { urls, session = process.env.PGTARGETSESSIONATTRS } = databaseHosts(url);
  const wanted = sessionOf(isReplica ? undefined : session);
  const first = readOne(urls[0]);
  if (urls.length === 1) return first;
  const hosts = urls.map((one) => splitDatabaseUrl(one).connectionString);
  if (new Set(hosts.map(isSocket)).size > 1) throw new UrlProblem('its hosts must all be sockets, or none of them');
  return { ...first, Client: clientOfSeveral(first, hosts, wanted) };
}

const isSocket = (connectionString: string): boolean => parse(connectionString).host?.startsWith('/') === true;

function readOne(url: string): DatabaseServer {
  const { connectionString, tls } = splitDatabaseUrl(url);
  // As in libpq: connections within this machine are not encrypted, whatever the mode. The driver reads libpq's other variables.
  const ways = isSocket(connectionString) ? ([false] as const) : waysOf({ ...tls, sslmode: tls.sslmode ?? process.env.PGSSLMODE });
  const direct = tls.sslnegotiation === 'direct' && ways[0] !== false ? ({ sslnegotiation: 'direct' } as const) : {};
  return {
    connectionString,
    ssl: ways[0],
    ...direct,
    Client: ways.length === 1 ? DatabaseClient : eitherWay(ways),
    hasOtherWay: ways.length > 1,
    pooling: new Pooling(),
  };
}

type Connected = ((error: Error) => void) | ((error: null, client: Client) => void);

/** If a server refuses one of two ways, the next connection uses the other. */
function eitherWay(ways: readonly [Way, Way]): typeof DatabaseClient {
  let [now, other] = ways;
  return class extends DatabaseClient {
    private readonly way = now;

    constructor(config?: DatabaseClientConfig) {
      super({ ...config, ssl: now });
    }

    override connect(): Promise<Client>;
    override connect(callback: Connected): void;
    override connect(callback?: Connected): Promise<Client> | void {
      if (callback === undefined) return super.connect().catch((error: unknown) => Promise.reject(this.refused(error) as Error));
      super.connect((error: Error) => (callback as (error: Error) => void)(this.refused(error)));
    }

    private refused<Failure>(error: Failure): Failure {
      if (isWayRefused(error) && this.way === now) [now, other] = [other, now];
      return error;
    }
  };
}

/** Whether a server has refused the way a connection began, and not the user: the other way may work. */
export function isWayRefused(error: unknown): boolean {
  const { code = '', message = '' } = (error ?? {}) as { code?: unknown; message?: unknown };
  return code === '28000' || /ERR_(SSL|TLS)|CERT|SIGNATURE/.test(String(code)) || /\b(SSL|TLS)\b|encrypt/i.test(String(message));
}
