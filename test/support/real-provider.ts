import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const PROVIDER = fileURLToPath(new URL('oidc-provider.mjs', import.meta.url));

/** @param issuer the address that it is known by; without it, its own. */
export async function startProvider(issuer?: string): Promise<{ readonly process: ChildProcess; readonly url: string }> {
  const child = spawn(process.execPath, [PROVIDER, '0', ...(issuer === undefined ? [] : [issuer])], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  for await (const data of child.stdout) {
    const url = /listens on (\S+)/.exec(String(data))?.[1];
    if (url !== undefined) return { process: child, url };
  }
  throw new Error('the provider did not start');
}

/** `oidc-provider` behind an HTTP proxy, which is the address it is known by, and which can delay, cut or change its answers. */
export class RealProvider {
  /** Milliseconds that every answer waits. */
  delay = 0;
  /** How much of each answer comes before the connection breaks: 1 is all of it. */
  part = 1;
  /** Answers instead of the provider. */
  change = (_path: string, body: string): string => body;
  /** Paths that were asked for. */
  readonly asked: string[] = [];
  private process: ChildProcess | undefined;
  private url = '';

  private constructor(
    private readonly proxy: http.Server,
    readonly issuer: string,
  ) {}

  static async start(): Promise<RealProvider> {
    const proxy = http.createServer().listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const provider = new RealProvider(proxy, `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    proxy.on('request', (request, response) => {
      provider.forward(request, response).catch(() => response.destroy());
    });
    await provider.restart();
    return provider;
  }

  /** Starts it with new keys; tokens that it has given out are forgotten. */
  async restart(): Promise<void> {
    await this.end();
    ({ process: this.process, url: this.url } = await startProvider(this.issuer));
  }

  /** From now on nobody answers. */
  async end(): Promise<void> {
    if (this.process?.kill()) await once(this.process, 'exit');
    this.process = undefined;
  }

  async stop(): Promise<void> {
    await this.end();
    this.proxy.closeAllConnections();
    this.proxy.close();
  }

  /** A new access token of the client `machine`, past the proxy. */
  async token(resource: 'urn:api' | 'urn:opaque' = 'urn:api'): Promise<string> {
    const answer = await fetch(`${this.url}/token`, {
      method: 'POST',
      headers: { Authorization: `Basic ${Buffer.from('machine:machine-secret').toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', resource }),
    });
    return ((await answer.json()) as { access_token: string }).access_token;
  }

  private async forward(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const path = request.url ?? '';
    this.asked.push(path);
    const { method, headers } = request;
    const passed = http.request(this.url + path, { method, headers });
    passed.end(await text(request));
    const [answer] = (await once(passed, 'response')) as [http.IncomingMessage];
    const body = Buffer.from(this.change(path, await text(answer)));
    await setTimeout(this.delay, undefined, { ref: false }); // nobody waits for it when the test ends
    response.writeHead(answer.statusCode ?? 0, { 'Content-Type': answer.headers['content-type'], 'Content-Length': body.length });
    response.write(body.subarray(0, body.length * this.part), () => (this.part < 1 ? response.destroy() : response.end()));
  }
}
