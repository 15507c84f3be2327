import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext, TLSSocket } from 'node:tls';

/** `SSLRequest` of PostgreSQL's protocol: length and code. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/** What a server says to a client that must encrypt and does not. */
const NO_ENCRYPTION = error('28000', 'no pg_hba.conf entry for host "127.0.0.1", user "postgres", database "x", no encryption');

/** Whether a server speaks TLS, and insists on it. */
export type Encryption = 'none' | 'offered' | 'required';

/** A server before a database that speaks TLS where the database need not: its certificate is for the name `localhost`. */
export class TlsDatabase {
  /** How many connections began which way. */
  readonly seen = { tls: 0, plain: 0 };
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly databaseUrl: URL,
    public encryption: Encryption,
  ) {}

  static async before(databaseUrl: string, encryption: Encryption): Promise<TlsDatabase> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const database = new TlsDatabase(server, new URL(databaseUrl), encryption);
    server.on('connection', (socket) => database.greet(socket));
    return database;
  }

  /** @param query what follows the question mark. */
  url(query = '', host = '127.0.0.1'): string {
    const url = new URL(this.databaseUrl);
    url.hostname = host;
    url.port = String((this.server.address() as AddressInfo).port);
    // A new name each time, since facts about a server are cached by URL, and ports are reused.
    return `${url.href}?application_name=${randomBytes(6).toString('hex')}${query === '' ? '' : `&${query}`}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private greet(client: Socket): void {
    this.keep(client);
    client.once('data', (first) => {
      if (!first.equals(SSL_REQUEST)) {
        this.seen.plain++;
        if (this.encryption === 'required') client.end(NO_ENCRYPTION);
        else this.forward(client, first);
      } else if (this.encryption === 'none') {
        client.write('N');
        client.once('data', (next) => this.forward(client, next));
      } else {
        this.seen.tls++;
        client.write('S');
        const secureContext = createSecureContext({ cert: SERVER.certificate, key: SERVER.key });
        this.forward(this.keep(new TLSSocket(client, { isServer: true, secureContext })));
      }
    });
  }

  private forward(client: Socket, first = Buffer.alloc(0)): void {
    const database = this.keep(connect(Number(this.databaseUrl.port || 5432), this.databaseUrl.hostname));
    database.write(first);
    client.pipe(database).pipe(client);
    client.on('close', () => database.destroy());
    database.on('close', () => client.destroy());
  }

  private keep(socket: Socket): Socket {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    return socket.on('close', () => this.sockets.delete(socket));
  }
}

function error(code: string, message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

/** Files with the certificate of the authority that signed the server's, and of one that did not. */
export function authorityFiles(): { good: string; other: string } {
  const folder = mkdtempSync(join(tmpdir(), 'cm-test-tls-'));
  const [good, other] = [join(folder, 'good.crt'), join(folder, 'other.crt')];
  writeFileSync(good, AUTHORITY);
  writeFileSync(other, OTHER_AUTHORITY);
  return { good, other };
}

export const AUTHORITY = `-----BEGIN CERTIFICATE-----
MIIBiTCCAS+gAwIBAgIUVvbDGHVteASmcFLL7LKd3CFBQiwwCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwOdGVzdC1hdXRob3JpdHkwIBcNMjYxMTI4MDQ1NDM0WhgPMjEy
NjExMDQwNDU0MzRaMBkxFzAVBgNVBAMMDnRlc3QtYXV0aG9yaXR5MFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAErE9Q/WqEzwYxswN//emyv4Kr7Zm6NedtO3c5F0ba
6Mc1hsMIFVQFfzFSvWYJJOgpuu9QxmsVX2jFjkqAPLErF6NTMFEwHQYDVR0OBBYE
FL+S0h6FUihc9hrQePP1uuRMUTDkMB8GA1UdIwQYMBaAFL+S0h6FUihc9hrQePP1
uuRMUTDkMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgZjmWIUyc
qqhip+essQvEIKoKyshZ1+sMrq2UlJrgerQCIQCzZ1IEjDbC+qB5JB85AU6G6D6p
IORll7SxUBc+lgtKWQ==
-----END CERTIFICATE-----
`;

const OTHER_AUTHORITY = `-----BEGIN CERTIFICATE-----
MIIBizCCATGgAwIBAgIUVlx8jY1JL7hQBM0cmFBa/t/2rf4wCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPb3RoZXItYXV0aG9yaXR5MCAXDTI2MTEyODA0NTQzNFoYDzIx
MjYxMTA0MDQ1NDM0WjAaMRgwFgYDVQQDDA9vdGhlci1hdXRob3JpdHkwWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAASfKPkt2am5sfVYDPPAWsC64g3nk73EPsl0dE5R
LHCa9Xmhhm1Iy+jtV2lNLUOm9lLCBSibRPn29ddQStkNv3+So1MwUTAdBgNVHQ4E
FgQUQggjVvHcu1ii3eJY6vCQxxeraecwHwYDVR0jBBgwFoAUQggjVvHcu1ii3eJY
6vCQxxeraecwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiBZ9EyY
8BuUfezim/CjtcQU6myFt8p9WVsZtxHH9KeWwgIhAKP2jmZNcyoEOBQBjFrR/sy8
MnCPWStpvwyNlCmVoV/I
-----END CERTIFICATE-----
`;

/** Signed by the first, for `localhost`. The key guards nothing: it is in the repository. */
export const SERVER = {
  certificate: `-----BEGIN CERTIFICATE-----
MIIBjjCCATOgAwIBAgIURJhxz9MbltVXsn/j0YDFPP0LFuEwCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwOdGVzdC1hdXRob3JpdHkwIBcNMjYxMTI4MDQ1NDM0WhgPMjEy
NjExMDQwNDU0MzRaMBgxFjAUBgNVBAMMDWRhdGFiYXNlLnRlc3QwWTATBgcqhkjO
PQIBBggqhkjOPQMBBwNCAAQERAifSDMHT5jUz4jpB05QyCc3ChZtLNuoy1ljd1dd
0njD3mpmRSNgVzLSdlrY/0dW1L7njE/hOuSlWIYunMAbo1gwVjAUBgNVHREEDTAL
gglsb2NhbGhvc3QwHQYDVR0OBBYEFAzJ/iR1EwrEf+SWxR6asKwN/0BjMB8GA1Ud
IwQYMBaAFL+S0h6FUihc9hrQePP1uuRMUTDkMAoGCCqGSM49BAMCA0kAMEYCIQC7
eCrW51GHMmSocVK6Pfv6ClirfdxIjQw0shfXUW3DGQIhAIDE3iKMYfaHEMZpNFGM
1QllErm0JX+53ZTifB3DAU9w
-----END CERTIFICATE-----
`,
  key: `-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIMmrOCyGGjT0haorLgKP4kxqFoCs591IIDTshfzOXVp3oAoGCCqGSM49
AwEHoUQDQgAEBEQIn0gzB0+Y1M+I6QdOUMgnNwoWbSzbqMtZY3dXXdJ4w95qZkUj
YFcy0nZa2P9HVtS+54xP4TrkpViGLpzAGw==
-----END EC PRIVATE KEY-----
`,
};
