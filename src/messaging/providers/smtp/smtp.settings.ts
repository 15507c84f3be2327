import { createPrivateKey } from 'node:crypto';
import { ProviderSettingsError } from '../provider.js';
import { SettingsReader } from '../settings-reader.js';

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** `starttls` has to become TLS before anything else is said; `implicit` is TLS from the first byte. */
  readonly tls: 'starttls' | 'implicit' | 'none';
  /** Certificates in PEM that are trusted instead of those that come with Node.js; empty for those. */
  readonly ca: string;
  /** Empty for no login. */
  readonly username: string;
  readonly password: string;
  readonly from: string;
  /** Of the sender; `{department}` and `{person}` stand for what the message says. */
  readonly fromName: string;
  /** Empty for none. */
  readonly replyTo: string;
  readonly subject: string;
  readonly connections: number;
  readonly mailsPerConnection: number;
  /** Milliseconds that one message may take. */
  readonly answerWithin: number;
  /** Undefined: mails are not signed. */
  readonly dkim: { readonly domainName: string; readonly keySelector: string; readonly privateKey: string } | undefined;
  /** What a reported bounce has to have in its URL; empty: none are taken. */
  readonly callbackSecret: string;
}

export const ADDRESS = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;
const ADDRESS_WORDS = 'an e-mail address';
/** No control characters, so that no value can begin a line of its own. */
const LINE = /^[^\p{Cc}\u2028\u2029]{0,200}$/u;
const LINE_WORDS = 'a line of at most 200 characters';
const DOMAIN = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?)?$/;
const PORTS = { starttls: 587, implicit: 465, none: 25 } as const;

const RSA_WORDS = 'a private key of RSA in PEM';

/** With any other key mails would go out without a signature, and nobody would be told. */
function rsaKey(pem: string): string {
  try {
    if (createPrivateKey(pem).asymmetricKeyType === 'rsa') return pem;
  } catch {
    // as below
  }
  throw new ProviderSettingsError('dkimPrivateKey', RSA_WORDS);
}

/** @throws ProviderSettingsError for the first setting that is wrong. */
export function readSmtpSettings(settings: unknown): SmtpSettings {
  const read = new SettingsReader(settings);
  const tls = read.choice('tls', ['starttls', 'implicit', 'none'], 'starttls');
  // A password never goes over a line that anybody can read.
  const login = tls === 'none' ? /^$/ : LINE;
  const loginWords = tls === 'none' ? 'left out where tls is none' : LINE_WORDS;
  const username = read.text('username', login, loginWords, '');
  const password = read.text(
    'password',
    username === '' ? /^$/ : /^[^\p{Cc}]{1,200}$/u,
    username === '' ? 'left out without a username' : 'of 1 to 200 characters, with a username',
    '',
  );
  const dkimDomain = read.text('dkimDomain', DOMAIN, 'the name of a domain', '');
  const found: SmtpSettings = {
    host: read.text('host', /^[A-Za-z0-9._:-]{1,253}$/, 'the name or the IP address of a host'),
    port: read.integer('port', 1, 65_535, PORTS[tls]),
    tls,
    ca: read.text('ca', /^(?:-----BEGIN CERTIFICATE-----[\s\S]{1,60000})?$/, 'certificates in PEM', ''),
    username,
    password,
    from: read.text('from', ADDRESS, ADDRESS_WORDS),
    fromName: read.text('fromName', LINE, LINE_WORDS, '{department}'),
    replyTo: read.text('replyTo', new RegExp(`^$|${ADDRESS.source}`), ADDRESS_WORDS, ''),
    subject: read.text('subject', LINE, LINE_WORDS, '{department}'),
    connections: read.integer('connections', 1, 50, 5),
    mailsPerConnection: read.integer('mailsPerConnection', 1, 100, 100),
    answerWithin: read.integer('answerSeconds', 1, 600, 60) * 1000,
    dkim:
      dkimDomain !== ''
        ? {
            domainName: dkimDomain,
            keySelector: read.text('dkimSelector', /^[A-Za-z0-9._-]{1,63}$/, 'the selector of the key'),
            privateKey: rsaKey(read.text('dkimPrivateKey', /^-----BEGIN [\s\S]{1,10000}$/, RSA_WORDS)),
          }
        : undefined,
    callbackSecret: read.text('callbackSecret', /^(?:[A-Za-z0-9_-]{24,128})?$/, '24 to 128 letters, digits, - and _', ''),
  };
  read.end();
  return found;
}
