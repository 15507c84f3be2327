import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { originOf } from '../../../platform/audit/origin.js';
import { readRedirectUrl } from '../../consumers/redirect-url.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import type { EndpointDefinition } from '../../../platform/endpoint/endpoint.js';
import type { ErrorKey } from '../../../platform/errors/catalogue.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { challenge } from '../../../platform/http/error-response.js';
import { PublicUrl } from '../../../platform/http/public-url.js';
import { AccessTokens } from './access-tokens.js';
import { isCallbackOf, OUT_OF_BAND } from './callback.js';
import { type Pair, writeForm } from './encoding.js';
import { invalidRequestToken, RequestTokens } from './request-tokens.js';
import { SignedRequests } from './signed-requests.js';
import type { Token } from './token.js';

/** For programs, but not in the API's documents: the answers are not JSON (RFC 5849 section 2). */
const step = (functionName: string, path: string, summary: string): EndpointDefinition => ({
  version: 'none',
  functionName,
  verb: 'POST',
  path,
  summary,
  description: summary,
  tags: ['Authentication'],
  checks: [],
  strangers: 'queries',
  response: { status: 200 },
  errors: [],
  internal: true,
});

/** Here these are 400; on calls they are 401 like every error about credentials. */
const BAD_REQUEST = new Set<ErrorKey>([
  'OAuthParametersMissing',
  'OAuthParametersDuplicated',
  'OAuthVersionNotSupported',
  'OAuthSignatureMethodNotSupported',
  'OAuthTimestampInvalid',
]);

/** The OAuth 1.0a steps for programs: they answer with forms, and refuse with plain texts (contract section 3.3). */
@Controller()
export class OAuth1Controller {
  constructor(
    private readonly requests: SignedRequests,
    private readonly requestTokens: RequestTokens,
    private readonly accessTokens: AccessTokens,
    private readonly publicUrl: PublicUrl,
  ) {}

  @Endpoint(step('oauthInitiate', 'oauth/initiate', 'Gives an application a request token'))
  initiate(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(reply, async () => {
      const { values, consumer } = await this.requests.verify(request, {
        names: ['oauth_callback'],
        find: () => ({ secret: '' }),
      });
      const callback = readRedirectUrl(values.oauth_callback);
      if (values.oauth_callback !== OUT_OF_BAND && 'problem' in callback) throw new ObpError('OAuthCallbackUnfit', callback.problem);
      if (!isCallbackOf(consumer.redirectUrl, values.oauth_callback)) throw new ObpError('OAuthCallbackNotRegistered');
      return [...form(await this.requestTokens.create(consumer, values.oauth_callback)), ['oauth_callback_confirmed', 'true']];
    });
  }

  @Endpoint(step('oauthToken', 'oauth/token', 'Gives an application an access token for a request token that somebody agreed to'))
  token(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(reply, async () => {
      const { values } = await this.requests.verify(request, {
        names: ['oauth_token', 'oauth_verifier'],
        find: ({ oauth_token: token }, consumer) => this.requestTokens.get(token, consumer),
      });
      const { oauth_token: token, oauth_verifier: verifier } = values;
      const isVerified = await this.requestTokens.isVerifiedBy(token, verifier);
      const access = isVerified ? await this.accessTokens.exchange(token, originOf(request)) : undefined;
      if (access === undefined) throw invalidRequestToken(token);
      return form(access);
    });
  }

  private async answer(reply: FastifyReply, work: () => Promise<Pair[]>): Promise<void> {
    void reply.header('Cache-Control', 'no-store');
    try {
      const pairs = await work(); // first: an error is answered in JSON, and must not get the content type of a form
      void reply.type('application/x-www-form-urlencoded').send(writeForm(pairs));
    } catch (error) {
      if (!(error instanceof ObpError) || error.status >= 500) throw error;
      const status = BAD_REQUEST.has(error.key) ? 400 : error.status;
      if (status === 401) void reply.header('WWW-Authenticate', challenge(this.publicUrl.value));
      void reply.status(status).type('text/plain; charset=utf-8').send(textOf(error));
    }
  }
}

const form = ({ token, secret }: Token): Pair[] => [
  ['oauth_token', token],
  ['oauth_token_secret', secret],
];

/** OBP gives only one of these texts a number. */
const textOf = ({ key, message, kind, detail }: ObpError): string => (key === 'OAuthConsumerInvalid' ? message : kind.text + detail);
