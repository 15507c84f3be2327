import { randomBytes } from 'node:crypto';
import { baseString, sign } from './oauth1-signature.js';
import { type Answer, exchange } from './client.js';

/** A consumer or a token, as a client holds it. */
export interface Credentials {
  readonly key: string;
  readonly secret: string;
}

export interface SignedCall {
  readonly method?: string;
  readonly token?: Credentials;
  readonly hash?: 'sha1' | 'sha256';
  /** Parameters of the header beside the usual ones, or instead of them; undefined leaves one out. */
  readonly oauth?: Readonly<Record<string, string | undefined>>;
  /** The origin that is signed, where it is not that of the service. */
  readonly signedFor?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Changes the header after it was signed. */
  readonly change?: (header: string) => string;
}

export const now = (): number => Math.floor(Date.now() / 1000);
export const nonce = (): string => randomBytes(8).toString('hex');

/** A client of OAuth 1.0a that can do everything right, and each thing wrong. */
export class OAuth1Client {
  constructor(
    readonly base: string,
    readonly consumer: Credentials,
  ) {}

  header(path: string, { method = 'GET', token, hash = 'sha1', oauth = {}, signedFor, headers = {}, body = '' }: SignedCall = {}): string {
    const parameters = Object.entries({
      oauth_consumer_key: this.consumer.key,
      oauth_token: token?.key,
      oauth_nonce: nonce(),
      oauth_timestamp: String(now()),
      oauth_signature_method: hash === 'sha1' ? 'HMAC-SHA1' : 'HMAC-SHA256',
      oauth_version: '1.0',
      ...oauth,
    }).filter((pair): pair is [string, string] => pair[1] !== undefined);
    const url = new URL(path, 'http://localhost');
    const isForm = Object.values(headers).some((value) => value.startsWith('application/x-www-form-urlencoded'));
    const all = [...parameters, ...url.searchParams, ...(isForm ? new URLSearchParams(body) : [])] as [string, string][];
    const base = baseString(method, (signedFor ?? this.base) + url.pathname, all);
    const signature = sign(base, this.consumer.secret, token?.secret ?? '', hash);
    const signed = 'oauth_signature' in oauth ? parameters : [...parameters, ['oauth_signature', signature] as const];
    return `OAuth ${signed.map(([name, value]) => `${name}="${encodeURIComponent(value)}"`).join(', ')}`;
  }

  send(path: string, call: SignedCall = {}): Promise<Answer> {
    const { change = (header: string) => header, headers = {}, body, method = 'GET' } = call;
    const length =
      body === undefined ? (method === 'GET' ? {} : { 'Content-Length': '0' }) : { 'Content-Length': String(Buffer.byteLength(body)) };
    return exchange(this.base, method, path, { Authorization: change(this.header(path, call)), ...length, ...headers }, body);
  }

  initiate(callback: string, call: SignedCall = {}): Promise<Answer> {
    return this.send('/oauth/initiate', { ...call, method: 'POST', oauth: { oauth_callback: callback, ...call.oauth } });
  }

  async requestToken(callback: string): Promise<Credentials> {
    const { status, body } = await this.initiate(callback);
    if (status !== 200) throw new Error(`initiate was answered ${status}: ${String(body)}`);
    return credentialsIn(body);
  }

  exchange(token: Credentials, verifier: string, call: SignedCall = {}): Promise<Answer> {
    return this.send('/oauth/token', { ...call, method: 'POST', token, oauth: { oauth_verifier: verifier, ...call.oauth } });
  }

  /** The whole way, without a browser. */
  async accessToken(username: string, password: string): Promise<Credentials> {
    const token = await this.requestToken('oob');
    const { body } = await agree(this.base, token.key, { username, password });
    const { status, body: form } = await this.exchange(token, verifierOn(body));
    if (status !== 200) throw new Error(`the exchange was answered ${status}: ${String(form)}`);
    return credentialsIn(form);
  }
}

export function credentialsIn(form: string): Credentials {
  const read = new URLSearchParams(form);
  return { key: read.get('oauth_token') ?? '', secret: read.get('oauth_token_secret') ?? '' };
}

/** The page on which a person is asked, with the cookie that came with it. */
export async function page(base: string, token: string): Promise<{ answer: Answer; cookie: string; formToken: string }> {
  const answer = await exchange(base, 'GET', `/oauth/authorize?oauth_token=${token}`, {});
  const cookie = (answer.headers['set-cookie'] ?? []).map((set) => set.split(';', 1)[0]).join('; ');
  return { answer, cookie, formToken: /name="form_token" value="([^"]+)"/.exec(String(answer.body))?.[1] ?? '' };
}

/** Sends the form as the page does it; `sent` says what differs. */
export async function agree(
  base: string,
  token: string,
  sent: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const { cookie, formToken } = await page(base, token);
  const body = new URLSearchParams({ form_token: formToken, decision: 'agree', ...sent }).toString();
  const form = { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': String(Buffer.byteLength(body)) };
  return exchange(base, 'POST', `/oauth/authorize?oauth_token=${token}`, { Cookie: cookie, ...form, ...headers }, body);
}

export const verifierOn = (html: string): string => /<output[^>]*>(\d{8})</.exec(html)?.[1] ?? '';
