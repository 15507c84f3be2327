import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

export const AUDIENCE = 'customer-messages';

interface Key {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

export async function newKey(kid: string, alg = 'RS256'): Promise<Key> {
  return { kid, alg, ...(await generateKeyPair(alg, { extractable: true })) };
}

/** Identity providers on one port of loopback, by the first part of the path; some of them lie or dawdle. */
export class Issuers {
  readonly keys: Key[] = [];
  /** Answers to introspection, by token. */
  readonly opaque = new Map<string, object>();
  /** Answers to introspection wait for this. */
  held: Promise<void> = Promise.resolve();
  /** Paths that were asked for. */
  readonly asked: string[] = [];
  /** Whether `good` answers at all. */
  away = false;

  private constructor(private readonly server: http.Server) {}

  static async start(): Promise<Issuers> {
    const server = http.createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuers = new Issuers(server);
    issuers.keys.push(await newKey('first'), await newKey('elliptic', 'ES256'), await newKey('edwards', 'EdDSA'));
    server.on('request', (request, response) => void issuers.answer(request, response));
    return issuers;
  }

  url(name: string): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/${name}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** A token as made by `good`, except for the given claims; an undefined claim is left out. */
  async token(claims: Record<string, unknown> = {}, key: Key = this.keys[0] as Key, header: Record<string, unknown> = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const all = { iss: this.url('good'), aud: AUDIENCE, azp: 'app', sub: 'somebody', iat: now, exp: now + 300, ...claims };
    const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    return new SignJWT(given).setProtectedHeader({ alg: key.alg, kid: key.kid, ...header }).sign(key.privateKey);
  }

  private async answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const path = request.url ?? '';
    this.asked.push(path);
    const [, name = '', ...rest] = path.split('/');
    if (name === 'slow') return; // never
    if (this.away && name === 'good') return void request.socket.destroy();
    if (name === 'redirects') return void response.writeHead(302, { Location: this.url('good') + '/' + rest.join('/') }).end();
    if (rest[0] === 'introspect') return void response.end(JSON.stringify(await this.introspect(request)));
    response.setHeader('Content-Type', 'application/json');
    response.end(rest[0] === 'jwks' ? JSON.stringify(await this.jwks(name)) : JSON.stringify(this.discovery(name)));
  }

  private discovery(name: string): object {
    return {
      issuer: this.url(name === 'lies' ? 'good' : name),
      jwks_uri: name === 'elsewhere' ? 'http://keys.example/jwks' : `${this.url(name)}/jwks`,
      introspection_endpoint: `${this.url(name)}/introspect`,
    };
  }

  private async jwks(name: string): Promise<object> {
    const keys = await Promise.all(
      this.keys.map(async ({ publicKey, kid, alg }): Promise<JWK> => ({ ...(await exportJWK(publicKey)), kid, alg })),
    );
    return name === 'huge' ? { keys, padding: 'x'.repeat(300_000) } : { keys };
  }

  private async introspect(request: http.IncomingMessage): Promise<object> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    if (request.headers.authorization !== `Basic ${Buffer.from('api:introspection-secret').toString('base64')}`) return {};
    await this.held;
    return this.opaque.get(new URLSearchParams(body).get('token') ?? '') ?? { active: false };
  }
}
