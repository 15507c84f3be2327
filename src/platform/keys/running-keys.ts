import type { ClientBase } from 'pg';
import type { OwnKeys } from './own-keys.js';

/**
 * Which keys the running processes hold, shown by shared advisory locks on a session of each: the locks last as long as the session, so a
 * killed process is forgotten at once, and nothing has to be renewed.
 */
const KINDS = { jwt: 407_192_931, sealing: 407_192_932, readable: 407_192_933 } as const;
type Kind = keyof typeof KINDS;

/** The keys of one process: the first bits of their check values, as numbers. */
export type RunningKeys = Readonly<Record<Kind, ReadonlySet<number>>>;

/** 32 bits, signed, as advisory locks need them. */
export const lockOf = (checkValue: string): number => Buffer.from(checkValue, 'hex').readInt32BE(0);

export const locksOf = ({ jwt, secrets }: OwnKeys): Record<Kind, number[]> => ({
  jwt: jwt.map((key) => lockOf(key.checkValue)),
  sealing: secrets.slice(0, 1).map((key) => lockOf(key.checkValue)),
  readable: secrets.map((key) => lockOf(key.checkValue)),
});

/** Tells the others which keys this process holds, until the client's session ends. */
export async function holdKeys(client: ClientBase, keys: OwnKeys): Promise<void> {
  const held = Object.entries(locksOf(keys)).flatMap(([kind, locks]) => locks.map((lock) => [KINDS[kind as Kind], lock] as const));
  await client.query('SELECT pg_advisory_lock_shared(kind, lock) FROM unnest($1::int[], $2::int[]) AS held(kind, lock)', [
    held.map(([kind]) => kind),
    held.map(([, lock]) => lock),
  ]);
}

/** What the other sessions on this database hold, one entry each. */
export async function runningKeys(client: ClientBase): Promise<RunningKeys[]> {
  // Lock numbers are shown without a sign.
  const { rows } = await client.query<{ pid: number; kind: number; lock: number }>(
    `SELECT pid, classid::bigint::int AS kind,
            (CASE WHEN objid::bigint > 2147483647 THEN objid::bigint - 4294967296 ELSE objid::bigint END)::int AS lock
       FROM pg_locks
      WHERE locktype = 'advisory' AND objsubid = 2 AND granted AND classid::bigint = ANY ($1::bigint[]) AND pid <> pg_backend_pid()
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [Object.values(KINDS)],
  );
  const of = (pid: number, kind: Kind): Set<number> =>
    new Set(rows.filter((row) => row.pid === pid && row.kind === KINDS[kind]).map(({ lock }) => lock));
  return [...new Set(rows.map(({ pid }) => pid))].map((pid) => ({
    jwt: of(pid, 'jwt'),
    sealing: of(pid, 'sealing'),
    readable: of(pid, 'readable'),
  }));
}
