import { ProviderSettingsError, type Receipt } from '../provider.js';
import { fillPlaceholders } from '../placeholders.js';
import { SettingsReader } from '../settings-reader.js';
import { type Callback, type Gateway, type Meaning, MEANINGS } from './gateway.js';
import { type PresetName, PRESETS } from './presets/presets.js';
import { hasMessage, namesIn, type Template, unknownNames } from './template.js';

export interface HttpSettings {
  readonly gateway: Gateway;
  readonly from: string;
  readonly account: string;
  readonly username: string;
  readonly password: string;
  readonly token: string;
  readonly template: string;
  readonly signatureSecret: string;
  readonly callbackSecret: string;
  readonly window: number;
  /** Milliseconds for a whole answer. */
  readonly answerWithin: number;
  /** Certificates in PEM that are trusted instead of those that come with Node.js; empty for those. */
  readonly ca: string;
}

const STATES = ['sent', 'delivered', 'failed', 'unknown'] as const satisfies readonly Receipt['state'][];
const POINTER = /^(?:\/[^/\p{Cc}]{1,100}){0,8}$/u;
const POINTER_WORDS = 'a JSON pointer such as /messages/0/id, or empty';
const LINE = /^[\x20-\x7e]{0,500}$/;
const LINE_WORDS = 'at most 500 characters of ASCII';
/** A name, the id of the service and the secret, the two of them as UUIDs. */
const NOTIFY_KEY = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** The service writes these itself, or the connection. */
const OWN_HEADERS = new Set([
  'host',
  'content-length',
  'content-type',
  'transfer-encoding',
  'connection',
  'idempotency-key',
  'expect',
  'keep-alive',
  'upgrade',
]);

/** @throws ProviderSettingsError for the first setting that is wrong. */
export function readHttpSettings(settings: unknown): HttpSettings {
  const read = new SettingsReader(settings);
  const line = (name: string): string => read.text(name, LINE, LINE_WORDS, '');
  const preset = PRESETS[read.choice('preset', Object.keys(PRESETS) as PresetName[], 'generic')];
  const found: HttpSettings = {
    gateway: readGateway(read, preset),
    from: read.text('from', /^[^\p{Cc}]{0,64}$/u, 'at most 64 characters', ''),
    account: line('account'),
    username: line('username'),
    password: line('password'),
    token: line('token'),
    template: line('template'),
    signatureSecret: line('signatureSecret'),
    callbackSecret: read.text('callbackSecret', /^(?:[A-Za-z0-9_-]{24,128})?$/, '24 to 128 letters, digits, - and _', ''),
    window: read.integer('window', 1, 1000, 20),
    answerWithin: read.integer('answerSeconds', 1, 60, 15) * 1000,
    ca: read.text('ca', /^(?:-----BEGIN CERTIFICATE-----[\s\S]{1,60000})?$/, 'certificates in PEM', ''),
  };
  read.end();
  refuseEmpty(found);
  return found;
}

/** What a gateway is asked with has to be there: it would refuse each message for it. */
function refuseEmpty(settings: HttpSettings): void {
  const { url, headers, body, auth } = settings.gateway;
  const asked = namesIn([url, headers, body ?? null]);
  for (const name of ['from', 'account', 'username', 'password', 'token', 'template'] as const)
    if (asked.has(name) && settings[name] === '') throw new ProviderSettingsError(name, 'given, since the request asks for it');
  if (auth === 'bearer' && settings.token === '') throw new ProviderSettingsError('token', 'given, for this kind of auth');
  if (auth === 'notify' && !NOTIFY_KEY.test(settings.token)) throw new ProviderSettingsError('token', 'an API key of GOV.UK Notify');
  if (auth === 'basic' && (settings.password === '' || (settings.username === '' && settings.account === '')))
    throw new ProviderSettingsError('password', 'given, with a username or an account, for this kind of auth');
}

function readGateway(read: SettingsReader, preset: Gateway): Gateway {
  const method = read.choice('method', ['POST', 'PUT', 'GET'], preset.method);
  const format = read.choice('format', ['json', 'form'], preset.format);
  const body = method === 'GET' ? undefined : readBody(read.json('body') ?? preset.body, format);
  return {
    url: readUrl(read.text('url', /^https?:\/\/[^\s/?#\\][^\s]{0,1999}$/, 'an http or https URL', preset.url || undefined)),
    method,
    headers: { ...preset.headers, ...readHeaders(read.json('headers')) },
    format,
    body,
    auth: read.choice('auth', ['none', 'basic', 'bearer', 'notify'], preset.auth),
    reference: read.text('reference', POINTER, POINTER_WORDS, preset.reference),
    error: read.text('error', POINTER, POINTER_WORDS, preset.error),
    errors: { ...preset.errors, ...readNames('errors', read.json('errors'), MEANINGS) },
    statuses: { ...preset.statuses, ...readStatuses(read.json('statuses')) },
    callback: readCallbackSettings(read.json('callback'), preset.callback),
  };
}

function readUrl(url: string): string {
  refuseUnknown('url', url);
  // The host is the administrator's, never a message's: a value there could point elsewhere.
  const filled = fillPlaceholders(url, () => '0');
  if (!URL.canParse(filled)) throw new ProviderSettingsError('url', 'an http or https URL');
  const { username, password } = new URL(filled);
  if (/^https?:\/\/[^/?#]*\{\{/.test(url) || username !== '' || password !== '')
    throw new ProviderSettingsError('url', 'a URL whose host is fixed, and that holds no password');
  return url;
}

function readBody(body: unknown, format: Gateway['format']): Template {
  const text = JSON.stringify(body);
  if (typeof body !== 'object' || body === null || text.length > 10_000) throw new ProviderSettingsError('body', 'an object');
  const isFlat = !Array.isArray(body) && Object.values(body).every((value) => typeof value === 'string');
  if (format === 'form' && !isFlat) throw new ProviderSettingsError('body', 'an object whose values are texts, for a form');
  refuseUnknown('body', body as Template);
  return body as Template;
}

function readHeaders(headers: unknown = {}): Record<string, string> {
  const found = entriesOf('headers', headers);
  for (const [name, value] of found) {
    if (!/^[A-Za-z0-9-]{1,64}$/.test(name) || OWN_HEADERS.has(name.toLowerCase()))
      throw new ProviderSettingsError(`headers`, 'named as headers are, and none that the service writes itself');
    if (typeof value !== 'string' || !LINE.test(value) || hasMessage(value))
      throw new ProviderSettingsError('headers', `${LINE_WORDS} each, and nothing of the message`);
    refuseUnknown('headers', value);
  }
  return Object.fromEntries(found.map(([name, value]) => [name.toLowerCase(), value as string]));
}

function readStatuses(statuses: unknown): Record<string, Meaning> {
  const found = readNames('statuses', statuses, MEANINGS);
  if (Object.keys(found).some((status) => !/^[345]\d\d$/.test(status)))
    throw new ProviderSettingsError('statuses', 'named by statuses from 300 to 599');
  return found;
}

function readCallbackSettings(given: unknown, preset: Callback): Callback {
  if (given === undefined) return preset;
  const read = new SettingsReader(given);
  const pointer = (name: 'reports' | 'reference' | 'state' | 'error' | 'doneAt'): string =>
    read.text(name, POINTER, POINTER_WORDS, preset[name]);
  const states = read.json('states');
  const found: Callback = {
    proof: preset.proof === 'secret' ? read.choice('proof', ['secret', 'bearer'], 'secret') : preset.proof,
    format: read.choice('format', ['json', 'form', 'query'], preset.format),
    reports: pointer('reports'),
    reference: pointer('reference'),
    state: pointer('state'),
    error: pointer('error'),
    doneAt: pointer('doneAt'),
    states: states === undefined ? preset.states : readNames('callback.states', states, STATES),
    badAddressErrors: read.texts('badAddressErrors', /^[\x21-\x7e]{1,64}$/, 'a list of error codes'),
  };
  read.end();
  return found;
}

function readNames<Value extends string>(setting: string, given: unknown, values: readonly Value[]): Record<string, Value> {
  const found = entriesOf(setting, given ?? {});
  const isGood = ([name, value]: [string, unknown]): boolean => name.length <= 64 && values.some((known) => known === value);
  if (!found.every(isGood)) throw new ProviderSettingsError(setting, `an object whose values are each one of ${values.join(', ')}`);
  return Object.fromEntries(found) as Record<string, Value>;
}

function entriesOf(setting: string, given: unknown): [string, unknown][] {
  if (typeof given !== 'object' || given === null || Array.isArray(given) || Object.keys(given).length > 100)
    throw new ProviderSettingsError(setting, 'an object');
  return Object.entries(given);
}

function refuseUnknown(setting: string, template: Template): void {
  const [unknown] = unknownNames(template);
  if (unknown !== undefined) throw new ProviderSettingsError(setting, `without {{${unknown.slice(0, 40)}}}, which stands for nothing`);
}
