import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { OAuth } from 'oauth';
import { type Credentials, credentialsIn, OAuth1Client } from './oauth1.js';

/** How an explorer of OBP asks for tokens. */
export interface Tokens {
  requestToken(): Promise<Credentials>;
  accessToken(token: Credentials, verifier: string): Promise<Credentials>;
}

/** As API Explorer II: the `oauth` library, version 1.0, HMAC-SHA1 (contract section 12.2). */
export function tokensOfExplorerII(host: string, { key, secret }: Credentials, callback: string): { tokens: Tokens; oauth: OAuth } {
  const oauth = new OAuth(`${host}/oauth/initiate`, `${host}/oauth/token`, key, secret, '1.0', callback, 'HMAC-SHA1');
  const settle =
    (resolve: (token: Credentials) => void, reject: (error: Error) => void) =>
    (error: Error | { statusCode: number; data?: unknown } | null, token: string, tokenSecret: string): void => {
      if (error) reject(new Error(JSON.stringify(error)));
      else resolve({ key: token, secret: tokenSecret });
    };
  const tokens: Tokens = {
    requestToken: () => new Promise((resolve, reject) => oauth.getOAuthRequestToken(settle(resolve, reject))),
    accessToken: (token, verifier) =>
      new Promise((resolve, reject) => oauth.getOAuthAccessToken(token.key, token.secret, verifier, settle(resolve, reject))),
  };
  return { tokens, oauth };
}

/** As the old explorer: HMAC-SHA256, no body, sometimes with a JSON content type (contract section 12.1). */
export function tokensOfOldExplorer(host: string, consumer: Credentials, callback: string): { tokens: Tokens; client: OAuth1Client } {
  const client = new OAuth1Client(host, consumer);
  const headers = { 'Content-Type': 'application/json' };
  const tokens: Tokens = {
    async requestToken() {
      const { status, body } = await client.initiate(callback, { hash: 'sha256', headers });
      if (status !== 200) throw new Error(String(body));
      return credentialsIn(body);
    },
    async accessToken(token, verifier) {
      const { status, body } = await client.exchange(token, verifier, { hash: 'sha256', headers });
      if (status !== 200) throw new Error(String(body));
      return credentialsIn(body);
    },
  };
  return { tokens, client };
}

/** A web application that asks people for authorization, and shows the result. */
export class OAuthApp {
  /** What the last authorization returned. */
  access: Credentials | undefined;
  tokens: Tokens | undefined;
  private readonly asked = new Map<string, Credentials>();

  private constructor(
    private readonly server: http.Server,
    readonly origin: string,
  ) {}

  static async start(): Promise<OAuthApp> {
    const server = http.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const app = new OAuthApp(server, `http://localhost:${(server.address() as AddressInfo).port}`);
    server.on('request', (request, response) => {
      app.answer(new URL(request.url ?? '', app.origin), response).catch((error: unknown) => {
        response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<!doctype html><title>App</title><h1>Failed: ${String(error)}</h1>`);
      });
    });
    return app;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async answer({ pathname, searchParams }: URL, response: http.ServerResponse): Promise<void> {
    if (this.tokens === undefined) throw new Error('the test has not said how to ask');
    const show = (text: string): void =>
      void response
        .writeHead(200, { 'Content-Type': 'text/html' })
        .end(
          `<!doctype html><html lang="en"><head><title>App</title><link rel="icon" href="data:,"></head><body><h1>${text}</h1></body></html>`,
        );
    if (pathname === '/connect') {
      const token = await this.tokens.requestToken();
      this.asked.set(token.key, token);
      response.writeHead(302, { Location: `${searchParams.get('host') ?? ''}/oauth/authorize?oauth_token=${token.key}` }).end();
    } else if (pathname === '/api/callback') {
      const [token, verifier] = [this.asked.get(searchParams.get('oauth_token') ?? ''), searchParams.get('oauth_verifier')];
      if (token === undefined || verifier === null) {
        show('Not signed in');
        return;
      }
      this.access = await this.tokens.accessToken(token, verifier);
      response.writeHead(302, { Location: '/' }).end(); // as both explorers do
    } else show(this.access === undefined ? 'Nobody' : 'Signed in');
  }
}
