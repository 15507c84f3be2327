import { createHash, createHmac } from 'node:crypto';
import { jwtVerify } from 'jose';
import { hasSecret, headerOf, isSameSecret } from '../callback.js';
import type { CallbackRequest, CallbackResult, Receipt } from '../provider.js';
import type { Callback } from './gateway.js';
import type { HttpSettings } from './http.settings.js';
import { readJson, valueAt, wordAt } from './meaning.js';

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

const PROOFS: Readonly<Record<Callback['proof'], (settings: HttpSettings, request: CallbackRequest) => boolean | Promise<boolean>>> = {
  secret: (settings, request) => hasSecret(request, settings.callbackSecret),
  bearer: (settings, request) =>
    isSameSecret(/^bearer (.+)$/i.exec(headerOf(request, 'authorization'))?.[1] ?? '', settings.signatureSecret),
  twilio: ({ password }, request) => password !== '' && isSignedByTwilio(password, request),
  messagebird: async ({ signatureSecret }, request) => {
    const claims = await claimsOf(headerOf(request, 'messagebird-signature-jwt'), signatureSecret, 'MessageBird', ['exp', 'jti']);
    if (claims?.url_hash !== sha256(request.url)) return false;
    return request.body.length === 0 ? claims.payload_hash === undefined : claims.payload_hash === sha256(request.body);
  },
  vonage: async ({ signatureSecret }, request) => {
    const token = /^bearer (.+)$/i.exec(headerOf(request, 'authorization'))?.[1] ?? '';
    const claims = await claimsOf(token, signatureSecret, undefined, ['iat', 'payload_hash']);
    // Their tokens have no end, so their age is judged.
    const age = Date.now() / 1000 - (claims?.iat ?? 0);
    return age > -LEEWAY && age < OLDEST && claims?.payload_hash === sha256(request.body);
  },
};
/** Whether there is anything by which the gateway could show that it calls. */
export function canProve({ gateway, password, signatureSecret, callbackSecret }: HttpSettings): boolean {
  const { proof } = gateway.callback;
  return (proof === 'secret' ? callbackSecret : proof === 'twilio' ? password : signatureSecret) !== '';
}

/** No words: they may hold a number or an address. */
const CODE = /^(?:\d{1,6}|(?!.*\d{7})[A-Za-z][\w.-]{0,39})$/;
/** Seconds. */
const LEEWAY = 30;
const OLDEST = 300;

/** Verifies and reads what a gateway calls us with. */
export async function readGatewayCallback(settings: HttpSettings, request: CallbackRequest): Promise<CallbackResult> {
  const { callback } = settings.gateway;
  if (!(await PROOFS[callback.proof](settings, request))) return { refusal: 'unauthorized' };
  const found = valueAt(fieldsOf(callback.format, request), callback.reports);
  const reports: unknown[] = callback.reports === '' ? [found] : Array.isArray(found) ? found : [];
  const read = reports.map((report) => readReport(callback, report));
  // What cannot be read among others must not have the whole sent again and again.
  if (read.every((one) => one === undefined)) return { refusal: 'malformed' };
  return { receipts: read.flatMap((one) => one?.receipt ?? []) };
}

/** @returns undefined where it cannot be read; without a receipt where it is no news of the message, such as a state that nobody has heard of. */
function readReport(callback: Callback, report: unknown): { readonly receipt: Receipt | undefined } | undefined {
  if (typeof report !== 'object' || report === null) return undefined;
  const reference = wordAt(report, callback.reference);
  const written = wordAt(report, callback.state);
  if (reference === '' || written === '') return undefined;
  const state = Object.hasOwn(callback.states, written) ? callback.states[written] : undefined;
  return { receipt: state === undefined ? undefined : receiptOf(callback, report, reference, state) };
}

function receiptOf(callback: Callback, fields: object, reference: string, state: Receipt['state']): Receipt {
  const error = wordAt(fields, callback.error);
  const doneAt = new Date(wordAt(fields, callback.doneAt));
  return {
    reference,
    state,
    code: state === 'failed' && CODE.test(error) ? error : '',
    doneAt: Number.isNaN(doneAt.getTime()) ? undefined : doneAt,
    isAddressBad: state === 'failed' && callback.badAddressErrors.includes(error),
  };
}

function fieldsOf(format: Callback['format'], { url, body }: CallbackRequest): unknown {
  if (format === 'json') return readJson(body.toString('utf8'));
  return Object.fromEntries(format === 'query' ? new URL(url).searchParams : new URLSearchParams(body.toString('utf8')));
}

/**
 * The URL and, of a form, each parameter by its name; of JSON, the hash of the body in the URL. Twilio leaves the port out of a URL or puts
 * the default one in, so each of these is right.
 */
function isSignedByTwilio(token: string, request: CallbackRequest): boolean {
  const given = headerOf(request, 'x-twilio-signature');
  const bodyHash = new URL(request.url).searchParams.get('bodySHA256');
  if (bodyHash !== null && bodyHash.toLowerCase() !== sha256(request.body)) return false;
  const isForm = headerOf(request, 'content-type').startsWith('application/x-www-form-urlencoded');
  if (bodyHash === null && !isForm && request.body.length > 0) return false;
  const fields = isForm && bodyHash === null ? [...new URLSearchParams(request.body.toString('utf8'))] : [];
  const text = fields
    .sort(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)))
    .map(([name, value]) => name + value)
    .join('');
  const signatureOf = (url: string): string =>
    createHmac('sha1', token)
      .update(url + text)
      .digest('base64');
  return [request.url, withDefaultPort(request.url), withoutPort(request.url)]
    .map((url) => isSameSecret(given, signatureOf(url)))
    .includes(true);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const withDefaultPort = (url: string): string =>
  url.replace(
    /^(https?):\/\/([^/?#:]+)(?=[/?#]|$)/,
    (_, scheme: string, host: string) => `${scheme}://${host}:${scheme === 'https' ? 443 : 80}`,
  );

const withoutPort = (url: string): string => url.replace(/^(https?:\/\/[^/?#:]+):\d+/, '$1');

async function claimsOf(token: string, secret: string, issuer: string | undefined, required: string[]): Promise<Claims | undefined> {
  if (secret === '' || token === '') return undefined;
  try {
    const { payload } = await jwtVerify<Claims>(token, Buffer.from(secret), {
      algorithms: ['HS256', 'HS384', 'HS512'],
      clockTolerance: 5,
      requiredClaims: required,
      ...(issuer !== undefined && { issuer }),
    });
    return payload;
  } catch {
    return undefined;
  }
}

interface Claims {
  readonly iat?: number;
  readonly url_hash?: unknown;
  readonly payload_hash?: unknown;
}
