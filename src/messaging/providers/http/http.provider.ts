import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SignJWT } from 'jose';
import { type Answer, CLOSED, type Outgoing, type Provider, type ProviderContext, type ProviderKind } from '../provider.js';
import { canProve, readGatewayCallback } from './callbacks.js';
import { type Call, Exchange, type OutgoingEgress } from './exchange.js';
import { type HttpSettings, readHttpSettings } from './http.settings.js';
import { answerOf } from './meaning.js';
import { fill, fillText, fillUrl, namesIn, type Values, valuesOf } from './template.js';

/** Milliseconds for which what is being sent may go on when the provider is closed. */
const GRACE = 3_000;
/** Gateways try for up to three days. */
const RECEIPT_SECONDS = 72 * 3600;
const PLAIN_KEY = /^[\x21-\x7e]{1,200}$/;

class HttpProvider implements Provider {
  readonly window: number;
  private readonly exchange: Exchange;
  private readonly sending = new Set<Promise<Answer>>();
  private isClosing = false;

  constructor(
    private readonly settings: HttpSettings,
    private readonly callbackUrl: string,
    egress: OutgoingEgress,
  ) {
    this.window = settings.window;
    this.exchange = new Exchange({ connections: settings.window, answerWithin: settings.answerWithin, ca: settings.ca }, egress);
  }

  async send(outgoing: Outgoing): Promise<Answer> {
    if (this.isClosing) return CLOSED;
    const sending = this.sendNow(outgoing);
    this.sending.add(sending);
    try {
      return await sending;
    } finally {
      this.sending.delete(sending);
    }
  }

  async close(): Promise<void> {
    this.isClosing = true;
    const grace = new AbortController();
    await Promise.race([Promise.allSettled(this.sending), sleep(GRACE, undefined, { signal: grace.signal }).catch(() => undefined)]);
    grace.abort();
    await this.exchange.close();
  }

  private async sendNow(outgoing: Outgoing): Promise<Answer> {
    const { gateway } = this.settings;
    const outcome = await this.exchange.call(await this.callFor(outgoing));
    const isPrivate = (word: string): boolean => outgoing.text.includes(word) || outgoing.address.includes(word);
    return answerOf(outcome, gateway, outgoing.sendKey, isPrivate);
  }

  private async callFor(outgoing: Outgoing): Promise<Call> {
    const { gateway, from, account, username, password, token, template } = this.settings;
    const values: Values = {
      ...{ from, account, username, password, token, template, callbackUrl: this.callbackUrl },
      ...valuesOf(outgoing),
    };
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(gateway.headers)) headers[name] = fillText(value, values);
    const authorization = await authorizationOf(this.settings);
    if (authorization !== '') headers.authorization = authorization;
    headers['idempotency-key'] = headerKey(outgoing.sendKey);
    let body: string | undefined;
    if (gateway.body !== undefined) {
      const filled = fill(gateway.body, values);
      const isForm = gateway.format === 'form';
      headers['content-type'] = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
      body = isForm ? writeForm(filled as Record<string, string>) : JSON.stringify(filled);
    }
    return { url: fillUrl(gateway.url, values), method: gateway.method, headers, body };
  }
}

const headerKey = (sendKey: string): string => (PLAIN_KEY.test(sendKey) ? sendKey : createHash('sha256').update(sendKey).digest('hex'));

/** Fields without a value are left out: a gateway takes an empty one for a wrong one. */
const writeForm = (fields: Record<string, string>): string =>
  new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== '')).toString();

async function authorizationOf({ gateway, username, password, token, account }: HttpSettings): Promise<string> {
  switch (gateway.auth) {
    case 'none':
      return '';
    case 'basic':
      return `Basic ${Buffer.from(`${username || account}:${password}`).toString('base64')}`;
    case 'bearer':
      return `Bearer ${token}`;
    case 'notify': {
      // An API key is its name, the id of the service and the secret, the two of them as UUIDs.
      const secret = Buffer.from(token.slice(-36));
      const made = new SignJWT({ iss: token.slice(-73, -37) }).setProtectedHeader({ typ: 'JWT', alg: 'HS256' }).setIssuedAt();
      return `Bearer ${await made.sign(secret)}`;
    }
  }
}

/** Any SMS gateway that is asked by HTTP. */
export const httpKind = (egress: OutgoingEgress): ProviderKind<HttpSettings> => ({
  name: 'http',
  channels: ['sms'],
  receiptSeconds: (settings, { callbackUrl }) => (callbackUrl !== undefined && reports(settings) ? RECEIPT_SECONDS : undefined),
  // Whether a gateway heeds `Idempotency-Key` is not known.
  knowsKeys: false,
  secretSettings: ['password', 'token', 'signatureSecret', 'callbackSecret'],
  destinationSettings: ['preset', 'url', 'method', 'format', 'headers', 'body', 'auth', 'ca'],
  parse: readHttpSettings,
  open: (settings, context) => new HttpProvider(settings, reportTo(settings, context), egress),
  callbackSecret: ({ callbackSecret }) => callbackSecret,
  readCallback: readGatewayCallback,
});

/** Whether the gateway is told where to report, with each message or by the bank, and can show that it is the gateway. */
function reports(settings: HttpSettings): boolean {
  const { url, headers, body, callback } = settings.gateway;
  // The secret of its signature is that of the account, so it is there also where nobody wants reports.
  return canProve(settings) && (callback.proof !== 'twilio' || namesIn([url, headers, body ?? null]).has('callbackUrl'));
}

/** Empty where no report could be believed: then none is asked for. */
function reportTo(settings: HttpSettings, { callbackUrl }: ProviderContext): string {
  const { callbackSecret } = settings;
  if (callbackUrl === undefined || !canProve(settings)) return '';
  return callbackSecret === '' ? callbackUrl : `${callbackUrl}/${callbackSecret}`;
}
