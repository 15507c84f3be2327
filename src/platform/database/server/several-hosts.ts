import type { Client } from 'pg';
import type { DatabaseClient, DatabaseClientConfig } from '../database-client.js';
import { UrlProblem } from './connection-errors.js';
import { standbyError } from './primary-pool.js';

/** libpq's values of `target_session_attrs` that suit a service that writes. */
const SESSIONS = ['any', 'read-write', 'primary'] as const;
export type SessionWanted = (typeof SESSIONS)[number];

/** Milliseconds after which the next host is asked too, if one has not answered. */
const NEXT_AFTER = 250;
/** Milliseconds in which a host has to answer. */
const ANSWER_WITHIN = 2_000;
/** Milliseconds for which connections are made without asking again. */
const KNOWN_FOR = 1_000;

export interface Place {
  readonly host: string;
  readonly port: number;
}

/** What the hosts have in common. */
interface Common {
  readonly Client: typeof DatabaseClient;
  readonly ssl: DatabaseClientConfig['ssl'];
  readonly sslnegotiation?: 'direct';
}

/** @throws UrlProblem for a value of `target_session_attrs` with which the service could not write. */
export function sessionOf(text: string | undefined): SessionWanted {
  const found = SESSIONS.find((known) => known === (text ?? 'any'));
  if (found === undefined) throw new UrlProblem(`target_session_attrs must be one of ${SESSIONS.join(', ')}`);
  return found;
}

/**
 * A client that connects to the first of several hosts that is what `target_session_attrs` wants. It asks them on connections of their own,
 * in the order given, and does not wait long for one before it asks the next: a host that has vanished costs little. What it has found
 * holds for a second, for all connections.
 *
 * As in libpq, a host that refuses the login ends the search.
 */
export function clientOfSeveral(common: Common, hosts: readonly string[], wanted: SessionWanted): typeof DatabaseClient {
  let found: { readonly place: Promise<Place>; until: number } | undefined;

  const locate = (): Promise<Place> => {
    if (found !== undefined && performance.now() < found.until) return found.place;
    const search = { place: firstOf(hosts, (host) => ask(common, host, wanted)), until: Number.POSITIVE_INFINITY };
    search.place.then(
      () => (search.until = performance.now() + KNOWN_FOR),
      () => (search.until = 0),
    );
    found = search;
    return search.place;
  };

  return class extends common.Client {
    override connect(): Promise<Client>;
    override connect(callback: Connected): void;
    override connect(callback?: Connected): Promise<Client> | void {
      if (callback === undefined)
        return new Promise((resolve, reject) => this.connect((error: Error | null) => (error ? reject(error) : resolve(this))));
      const told = callback as (error: Error | null) => void;
      locate().then((place) => {
        Object.assign(this, place);
        super.connect((error: Error | null) => {
          if (error !== null) found = undefined;
          told(error);
        });
      }, told);
    }
  };
}

type Connected = ((error: Error) => void) | ((error: null, client: Client) => void);

/** @throws an error for which `isDatabaseAway` is true where the server is not what is wanted, else that of the connection. */
async function ask({ Client, ssl, sslnegotiation }: Common, connectionString: string, wanted: SessionWanted): Promise<Place> {
  const client = new Client({
    connectionString,
    ...(ssl === undefined ? {} : { ssl }),
    ...(sslnegotiation === undefined ? {} : { sslnegotiation }),
    application_name: 'customer-messages hosts',
    connectionTimeoutMillis: ANSWER_WITHIN,
    query_timeout: ANSWER_WITHIN,
  });
  client.on('error', () => undefined); // seen by what failed
  try {
    await client.connect();
    if (wanted !== 'any') {
      const { rows } = await client.query<{ standby: boolean; read_only: boolean }>(
        `SELECT pg_is_in_recovery() AS standby, current_setting('transaction_read_only')::bool AS read_only`,
      );
      if (rows[0]?.standby !== false || (wanted === 'read-write' && rows[0].read_only)) throw standbyError();
    }
    return { host: client.host, port: client.port };
  } finally {
    void client.end().catch(() => undefined);
  }
}

/** SQLSTATE of a refused login, and of a database that does not exist. */
const isLogin = (error: unknown): boolean => /^(28...|3D000)$/.test(String((error as { code?: unknown }).code));

/** The first host that suits, tried in order, but none is waited for longer than {@link NEXT_AFTER} before the next is asked too. */
export function firstOf(hosts: readonly string[], question: (host: string) => Promise<Place>): Promise<Place> {
  return new Promise((resolve, reject) => {
    const errors: Error[] = [];
    let asked = 0;
    let timer: NodeJS.Timeout | undefined;
    const end = (): void => {
      clearTimeout(timer);
      asked = hosts.length;
    };
    const askNext = (): void => {
      clearTimeout(timer);
      const host = hosts[asked++];
      if (host === undefined) return;
      timer = setTimeout(askNext, NEXT_AFTER);
      question(host).then(
        (place) => {
          end();
          resolve(place);
        },
        (reason: unknown) => {
          const error = reason as Error;
          errors.push(error);
          if (isLogin(error) || errors.length === hosts.length) {
            end();
            reject(isLogin(error) ? error : (errors.find(isStandby) ?? error));
          } else askNext();
        },
      );
    };
    askNext();
  });
}

const isStandby = (error: unknown): boolean => (error as { code?: unknown }).code === '25006';
