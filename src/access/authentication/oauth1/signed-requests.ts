import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ErrorKey } from '../../../platform/errors/catalogue.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { PublicUrl } from '../../../platform/http/public-url.js';
import { targetAsSent } from '../../../platform/http/request-target.js';
import { credentialsOf } from '../credentials.js';
import { type OAuthHeader, readOAuthParameters } from './authorization-header.js';
import { type Pair, readForm } from './encoding.js';
import { Nonces } from '../nonces/nonces.js';
import { isSignatureMethod, isSignedBy, type Secrets } from './signature.js';
import { type SigningConsumer, SigningConsumers } from './signing-consumers.js';
import { digest } from './token.js';

/** Seconds that the clock of a client may be ahead or behind. */
const WINDOW = 300;

/** Parameters of every signed request; a step or a call has more. */
const REQUIRED = ['oauth_consumer_key', 'oauth_nonce', 'oauth_signature_method', 'oauth_timestamp', 'oauth_signature'] as const;
type Required = (typeof REQUIRED)[number];

/** Why a signed call may be refused. */
export const SIGNATURE_ERRORS: readonly ErrorKey[] = [
  'OAuthParametersMissing',
  'OAuthParametersDuplicated',
  'OAuthVersionNotSupported',
  'OAuthSignatureMethodNotSupported',
  'OAuthConsumerInvalid',
  'OAuthTimestampInvalid',
  'OAuthNonceUsed',
  'OAuthAccessTokenInvalid',
  'OAuthSignatureInvalid',
];

/** What a step or a call requires of a signed request besides the signature. */
export interface Asked<Name extends string, Found> {
  readonly names: readonly Name[];
  /** Finds what the request is about, such as its token, once the consumer and the time are valid. */
  find(values: Readonly<Record<Name, string>>, consumer: SigningConsumer): Found | Promise<Found>;
}

/** A signed request whose signature was verified. */
export interface Signed<Name extends string, Found> {
  readonly values: Readonly<Record<Name, string>>;
  readonly consumer: SigningConsumer;
  readonly found: Found;
}

/**
 * Checks that a request is signed, that its timestamp is current, and that it is not a repeat (RFC 5849 section 3.2, contract section
 * 3.3).
 */
@Injectable()
export class SignedRequests {
  constructor(
    private readonly consumers: SigningConsumers,
    private readonly nonces: Nonces,
    private readonly publicUrl: PublicUrl,
  ) {}

  /**
   * The nonce comes last, and only a valid signature uses it up (decision 43).
   *
   * @throws ObpError one of {@link SIGNATURE_ERRORS}, or whatever `find` throws.
   */
  async verify<Name extends string, Found extends { readonly secret: string }>(
    request: FastifyRequest,
    { names, find }: Asked<Name, Found>,
  ): Promise<Signed<Name, Found>> {
    const credentials = credentialsOf(request);
    const said = readOAuthParameters(credentials.scheme === 'oauth1' ? credentials.parameters : []);
    const values = refuseMalformed(said, [...REQUIRED, ...names]);
    const consumer = await this.consumers.withKey(values.oauth_consumer_key);
    const seconds = refuseStale(values.oauth_timestamp);
    const found = await find(values, consumer);
    const isGood = ({ secrets }: SigningConsumer): boolean =>
      secrets.some(
        ({ secret, expires }) =>
          expires > Date.now() && this.isSigned(request, said, { consumerSecret: secret, tokenSecret: found.secret }, values),
      );
    if (!isGood(consumer) && !isGood(await this.consumers.withKeyAnew(values.oauth_consumer_key)))
      throw new ObpError('OAuthSignatureInvalid');
    if (!(await this.nonces.use(nonceOf(said), (seconds + WINDOW + 1) * 1000))) throw new ObpError('OAuthNonceUsed');
    return { values, consumer, found };
  }

  private isSigned(request: FastifyRequest, { signed }: OAuthHeader, secrets: Secrets, values: Record<Required, string>): boolean {
    const [path = '', ...rest] = targetAsSent(request.originalUrl).split('?');
    const url = this.publicUrl.reachedAs(request.headers.host) + path;
    const form = formOf(request);
    return readingsOf(rest.join('?')).some((query) =>
      isSignedBy(
        { method: request.method, url, parameters: [...signed, ...query, ...form] },
        secrets,
        values.oauth_signature_method,
        values.oauth_signature,
      ),
    );
  }
}

function refuseMalformed<Name extends string>({ values, duplicated }: OAuthHeader, names: readonly Name[]): Record<Name, string> {
  const missing = names.filter((name) => !values.has(name));
  if (missing.length > 0) throw new ObpError('OAuthParametersMissing', missing.join(', '));
  if (duplicated) throw new ObpError('OAuthParametersDuplicated');
  if (!/^1(\.0)?$/.test(values.get('oauth_version') ?? '1.0')) throw new ObpError('OAuthVersionNotSupported');
  if (!isSignatureMethod(values.get('oauth_signature_method') ?? '')) throw new ObpError('OAuthSignatureMethodNotSupported');
  return Object.fromEntries(names.map((name) => [name, values.get(name) ?? ''])) as Record<Name, string>;
}

/** @returns the timestamp in seconds since 1970. */
function refuseStale(timestamp: string): number {
  const shown = timestamp.slice(0, 40);
  const seconds = Number(timestamp);
  if (!/^-?\d{1,15}$/.test(timestamp)) throw new ObpError('OAuthTimestampInvalid', `${shown} is an invalid date`);
  if (seconds < 0) throw new ObpError('OAuthTimestampInvalid', `${shown} is invalid`);
  if (Math.abs(Date.now() / 1000 - seconds) > WINDOW) throw new ObpError('OAuthTimestampInvalid', `${shown} is in and invalid time range`);
  return seconds;
}

/** A nonce is unique to consumer, token and timestamp (RFC 5849 section 3.3). */
const nonceOf = ({ values }: OAuthHeader): Buffer =>
  digest(JSON.stringify(['oauth_consumer_key', 'oauth_token', 'oauth_timestamp', 'oauth_nonce'].map((name) => values.get(name) ?? '')));

/** Clients differ in whether the empty part between two `&`, as the old explorer writes it, is a parameter without a name. */
function readingsOf(query: string): Pair[][] {
  const hasEmpty = query !== '' && /^&|&&|&$/.test(query);
  return hasEmpty ? [readForm(query), readForm(query, true)] : [readForm(query)];
}

const FORM = /^application\/x-www-form-urlencoded\b/i;

/** A form in the body is signed too (RFC 5849 section 3.4.1.3.1); it arrives as text, and no longer than a stranger may send. */
function formOf({ headers, body }: FastifyRequest): Pair[] {
  if (typeof body !== 'string' || !FORM.test(headers['content-type'] ?? '')) return [];
  return readForm(body);
}
