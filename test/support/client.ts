import { readFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { suiteName } from './databases.mjs';
import { assertDocumented } from './documented.js';
import { assertNothingInternal } from './nothing-internal.js';

export interface Answer<Body = any> {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  /** Parsed when it is JSON. */
  readonly body: Body;
}

export interface Call {
  readonly token?: string;
  readonly headers?: Record<string, string>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent unchanged. */
  readonly rawBody?: string | Buffer;
}

/** The service that the files of one suite share. */
export function shared(): { url: string; dataDir: string; databaseUrl?: string } {
  const facts = process.env[`E2E_${suiteName()}`];
  if (!facts) throw new Error('the shared service was not started');
  return JSON.parse(facts) as { url: string; dataDir: string; databaseUrl?: string };
}

export interface Sandbox {
  base_url: string;
  consumer_key: string;
  consumer_secret: string;
  redirect_url: string;
  api_explorer_ii: Record<string, string>;
  bank_id: string;
  customer_id: string;
  users: Record<'admin' | 'staff' | 'customer', { user_id: string; username: string; password: string }>;
}

export const sandboxOf = (dataDir: string): Sandbox => JSON.parse(readFileSync(join(dataDir, 'sandbox.json'), 'utf8')) as Sandbox;

/** Talks HTTP to one service. Every answer is checked against the service's own documentation. */
export class Client {
  constructor(readonly base: string = shared().url) {}

  get<Body = any>(path: string, call: Call = {}): Promise<Answer<Body>> {
    return this.send('GET', path, call);
  }

  post<Body = any>(path: string, body: unknown, call: Call = {}): Promise<Answer<Body>> {
    return this.send('POST', path, { ...call, body });
  }

  put<Body = any>(path: string, body: unknown, call: Call = {}): Promise<Answer<Body>> {
    return this.send('PUT', path, { ...call, body });
  }

  delete<Body = any>(path: string, call: Call = {}): Promise<Answer<Body>> {
    return this.send('DELETE', path, call);
  }

  /** Logs in with DirectLogin. */
  async login(username: string, password: string, consumerKey: string): Promise<string> {
    const answer = await this.send('POST', '/my/logins/direct', {
      headers: { DirectLogin: `username=${username},password=${password},consumer_key=${consumerKey}` },
    });
    if (answer.status !== 201) throw new Error(`login of ${username} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return (answer.body as { token: string }).token;
  }

  /** One exchange, with the headers as given; the path goes out as it is written. */
  async send<Body = any>(method: string, path: string, { token, headers = {}, body, rawBody }: Call = {}): Promise<Answer<Body>> {
    const payload = rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
    const typed = body === undefined || Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
    const all: Record<string, string> = {
      ...(token === undefined ? {} : { DirectLogin: `token=${token}` }),
      ...(typed ? {} : { 'Content-Type': 'application/json' }),
      ...(payload === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(payload)) }),
      ...headers,
    };
    const answer = await exchange(this.base, method, path, all, payload);
    assertNothingInternal(method, path, answer);
    await assertDocumented(this.base, method, path, answer);
    return answer as Answer<Body>;
  }
}

const agent = new http.Agent({ keepAlive: true });

/** Without any check; for tests that must not depend on the service's documents. */
export function exchange(
  base: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  payload?: string | Buffer,
): Promise<Answer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const request = http.request({ agent, hostname, port, method, path, headers }, (response) => {
      // A stream of events has no end: its head is the answer.
      if (response.headers['content-type'] === 'text/event-stream') {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: undefined });
        response.destroy();
        return;
      }
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: parse(text) });
      });
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(payload);
  });
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
