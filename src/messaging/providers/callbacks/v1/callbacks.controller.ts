import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { EndpointDefinition } from '../../../../platform/endpoint/endpoint.js';
import { Endpoint } from '../../../../platform/endpoint/endpoint.decorator.js';
import { SUCCESS, SuccessDto } from '../../../../platform/endpoint/success.dto.js';
import { BODY_LIMITS } from '../../../../platform/http/body-limits.js';
import { CallbacksService } from '../callbacks.service.js';
import { secretOf, sourceOf } from '../callback-source.js';
import { CALLBACKS_PATH, CallbackUrls } from '../callback-urls.js';

const COMMON = {
  version: 'none',
  tags: ['Delivery'],
  checks: ['callbackAdmitted'],
  strangers: 'queries',
  raw: true,
  response: { status: 200, type: SuccessDto },
  errors: ['CallbackRefused', 'CallbackMalformed', 'TooManyCallbacks'],
} as const satisfies Partial<EndpointDefinition>;

const EXAMPLE = { reference: '019a1b2c-3d4e-7f50-8a9b-0c1d2e3f4a5b-1', status: 'delivered' };

const REQUEST = {
  schema: { type: 'object', additionalProperties: true, example: EXAMPLE },
  name: 'CallbackJson',
  example: EXAMPLE,
  otherTypes: ['application/x-www-form-urlencoded', 'message/rfc822', 'text/plain'],
  limit: BODY_LIMITS.whole,
} as const satisfies EndpointDefinition['request'];

const PATH = `${CALLBACKS_PATH}/:BANK_ID/:PROVIDER_ID`;
const ANSWERS =
  '200 says that what it reports is stored, also where it was reported before, or is about a message that nobody knows. Whoever does not show ' +
  'that the provider calls is refused in the same words and the same time, whether there is such a provider or not.';

/** Where providers report what became of messages. */
@Controller()
export class CallbacksController {
  constructor(
    private readonly callbacks: CallbacksService,
    private readonly urls: CallbackUrls,
  ) {}

  @Endpoint({
    ...COMMON,
    functionName: 'receiveCallback',
    verb: 'POST',
    path: PATH,
    summary: 'Receive Callback',
    description:
      'Called by a provider that signs what it reports: the signature is about the public URL of the service and the bytes of the body, which may ' +
      `be of any type and of up to ${BODY_LIMITS.stranger} bytes. ${ANSWERS}`,
    request: REQUEST,
  })
  post(@Req() request: FastifyRequest): Promise<SuccessDto> {
    return this.take(request);
  }

  @Endpoint({
    ...COMMON,
    functionName: 'receiveSecretCallback',
    verb: 'POST',
    path: `${PATH}/:SECRET`,
    summary: 'Receive Callback at a secret URL',
    description:
      'Called by a provider that signs nothing, and whose URL ends with its `callbackSecret` instead, and by a mail server with a mail that came ' +
      `back. Whoever knows the secret may send a body of up to ${BODY_LIMITS.whole} bytes. ${ANSWERS}`,
    request: REQUEST,
  })
  postWithSecret(@Req() request: FastifyRequest): Promise<SuccessDto> {
    return this.take(request);
  }

  @Endpoint({
    ...COMMON,
    functionName: 'receiveCallbackByGet',
    verb: 'GET',
    path: PATH,
    summary: 'Receive Callback by GET',
    description: `As Receive Callback, for a provider that reports in the query of the URL. ${ANSWERS}`,
  })
  get(@Req() request: FastifyRequest): Promise<SuccessDto> {
    return this.take(request);
  }

  @Endpoint({
    ...COMMON,
    functionName: 'receiveSecretCallbackByGet',
    verb: 'GET',
    path: `${PATH}/:SECRET`,
    summary: 'Receive Callback at a secret URL by GET',
    description: `As Receive Callback at a secret URL, for a provider that reports in the query of the URL. ${ANSWERS}`,
  })
  getWithSecret(@Req() request: FastifyRequest): Promise<SuccessDto> {
    return this.take(request);
  }

  private async take(request: FastifyRequest): Promise<SuccessDto> {
    const { method, originalUrl, headers, body } = request;
    const call = {
      method,
      url: this.urls.called(originalUrl),
      headers,
      body: body instanceof Buffer ? body : Buffer.alloc(0),
      secret: secretOf(request),
    };
    await this.callbacks.take(sourceOf(request), call, () => request.endTurn?.());
    return SUCCESS;
  }
}
