import { mkdtempSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { waitForDatabase } from '../../src/platform/database/wait-for-database.js';
import { exchange } from '../support/client.js';
import { createDatabase, databaseKind } from '../support/databases.mjs';
import { removeFolder, startService } from '../support/service.mjs';
import { authorityFiles, type Encryption, TlsDatabase } from '../support/tls-database.js';

jest.setTimeout(120_000);

if (databaseKind() === 'pglite')
  describe('DATABASE_URL', () => test.skip('is for PostgreSQL servers: the embedded database has none', () => {}));
else
  describe('DATABASE_URL', () => {
    let database: Awaited<ReturnType<typeof createDatabase>>;
    const { good, other } = authorityFiles();

    beforeAll(async () => {
      database = await createDatabase();
    });
    afterAll(() => database.drop());

    const ends: (() => unknown)[] = [];
    afterEach(async () => {
      for (const end of ends.splice(0).reverse()) await end();
    });
    const serverWith = async (encryption: Encryption): Promise<TlsDatabase> => {
      const server = await TlsDatabase.before(database.url, encryption);
      ends.push(() => server.close());
      return server;
    };
    /** The status of `/health/ready` of a service on this database. */
    const readiness = async (url: string): Promise<{ status: number; output: string }> => {
      const service = await startService({ DATABASE_URL: url, SANDBOX: 'true' });
      ends.push(async () => {
        await service.stop();
        removeFolder(service.dataDir);
      });
      return { status: (await exchange(service.url, 'GET', '/health/ready', {})).status, output: service.output() };
    };

    const GOOD = `sslrootcert=${encodeURIComponent(good)}`;
    const OTHER = `sslrootcert=${encodeURIComponent(other)}`;
    const TRUST = /certificate is not accepted/;
    const NO_TLS = /does not speak TLS/;

    /** What libpq's documentation says for each mode (its "SSL Support", table of modes); host is `127.0.0.1`, the certificate's name is not. */
    const CASES: [query: string, encryption: Encryption, wanted: 'plain' | 'tls' | RegExp, host?: string][] = [
      ['', 'none', 'plain'],
      ['', 'offered', 'plain'],
      ['', 'required', 'tls'],
      ['sslmode=disable', 'offered', 'plain'],
      ['sslmode=disable', 'required', /no access from this machine/],
      ['sslmode=allow', 'offered', 'plain'],
      ['sslmode=allow', 'required', 'tls'],
      ['sslmode=prefer', 'none', 'plain'],
      ['sslmode=prefer', 'offered', 'tls'],
      [`sslmode=prefer&${OTHER}`, 'offered', 'plain'],
      [`sslmode=prefer&${OTHER}`, 'required', TRUST],
      ['sslmode=require', 'none', NO_TLS],
      ['sslmode=require', 'offered', 'tls'],
      [`sslmode=require&${GOOD}`, 'offered', 'tls'],
      [`sslmode=require&${OTHER}`, 'offered', TRUST],
      ['sslmode=verify-ca', 'offered', /sslmode=verify-ca needs sslrootcert/],
      [`sslmode=verify-ca&${GOOD}`, 'none', NO_TLS],
      [`sslmode=verify-ca&${GOOD}`, 'offered', 'tls'],
      [`sslmode=verify-ca&${OTHER}`, 'offered', TRUST],
      ['sslmode=verify-full', 'offered', TRUST, 'localhost'],
      [`sslmode=verify-full&${GOOD}`, 'offered', TRUST],
      [`sslmode=verify-full&${GOOD}`, 'offered', 'tls', 'localhost'],
      [`sslmode=verify-full&${OTHER}`, 'offered', TRUST, 'localhost'],
      ['sslmode=verify-full&sslrootcert=system', 'offered', TRUST, 'localhost'],
      ['sslmode=require&sslrootcert=system', 'offered', /sslrootcert=system needs sslmode=verify-full/],
      ['sslmode=strict', 'offered', /sslmode must be one of disable, /],
      [GOOD, 'offered', TRUST],
    ];

    test.each(CASES)('%s at a server where TLS is %s: %s', async (query, encryption, wanted, host = '127.0.0.1') => {
      const server = await serverWith(encryption);
      const outcome = await waitForDatabase(server.url(query, host), 0, () => undefined).then(
        () => (server.seen.tls > 0 ? 'tls' : 'plain'),
        (error: unknown) => (error as Error).message,
      );
      if (wanted instanceof RegExp) expect(outcome).toMatch(wanted);
      else if (query === `sslmode=prefer&${OTHER}`)
        expect([outcome, server.seen.plain]).toEqual(['tls', 1]); // tried, and given up
      else expect(outcome).toBe(wanted);
    });

    test.each(['', 'sslmode=require'])('a service runs on a server that insists on TLS: %j', async (query) => {
      const server = await serverWith('required');
      const { status, output } = await readiness(server.url(query));
      expect([status, server.seen.plain]).toEqual([200, query === '' ? 1 : 0]);
      expect(output).not.toContain('SECURITY WARNING');
    });

    test('a service runs on a server behind a Unix socket, as psql takes it', async () => {
      const { username, pathname, hostname, port } = new URL(database.url);
      const folder = mkdtempSync(join(tmpdir(), 'cm-test-'));
      const socket = await before(join(folder, '.s.PGSQL.5432'), hostname, Number(port || 5432));
      ends.push(() => socket.close());
      const { status } = await readiness(`postgres://${username}@${pathname}?host=${folder}&sslmode=require`);
      expect(status).toBe(200);
      removeFolder(folder);
    });
  });

async function before(path: string, host: string, port: number): Promise<Server> {
  const server = createServer((client) => {
    const database = connect(port, host);
    client.pipe(database).pipe(client);
    for (const one of [client, database]) one.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return server;
}
