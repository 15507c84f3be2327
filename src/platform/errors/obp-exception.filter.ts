import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { isDatabaseAway, isOutcomeUnknown } from '../database/database.js';
import { QueueFull } from '../database/group-commit.js';
import { TAKEN_CODINGS } from '../http/content-coding.js';
import { challenge, dpopChallenge, errorBody } from '../http/error-response.js';
import type { PublicUrl } from '../http/public-url.js';
import { notFound } from '../http/content-negotiation.js';
import type { ErrorKey } from './catalogue.js';
import { ObpError } from './obp-error.js';

/** Maximum seconds until a refused address may try again. */
const RETRY_AFTER: Partial<Record<ErrorKey, string>> = {
  InboxStreamsFull: '30',
  TooManyBadLogins: '60',
  TooManyCallbacks: '60',
  TooManyInboxStreams: '30',
  TooManySignUps: '3600',
};

/** Turns whatever was thrown into the OBP error envelope (contract section 2.1). The only place that maps errors to HTTP. */
@Catch()
export class ObpExceptionFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly publicUrl: PublicUrl,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const error = toObpError(thrown, request);
    this.log(error, thrown, request);
    request.body = undefined; // nobody reads it any more, so it can be freed before the request ends
    if (reply.sent) return;
    if (error.status === 401) {
      const say = error.key === 'DpopProofInvalid' ? dpopChallenge : challenge;
      reply.header('WWW-Authenticate', say(this.publicUrl.value));
    }
    if (error.key === 'ContentCodingNotSupported') reply.header('Accept-Encoding', TAKEN_CODINGS);
    if (error.status === 503) reply.header('Retry-After', '1');
    if (error.missing.length > 0) reply.header('Missing-Fields', error.missing.join(', '));
    const seconds = RETRY_AFTER[error.key];
    if (seconds !== undefined) reply.header('Retry-After', seconds);
    // The content type belongs to the answer that was being made when this failed: with it the envelope could not be sent, and would become
    // a 500.
    void reply.removeHeader('content-type').status(error.status).send(errorBody(error, request));
  }

  private log(error: ObpError, thrown: unknown, request: FastifyRequest): void {
    const line = {
      correlationId: request.id,
      method: request.method,
      route: request.routeOptions.url,
      status: error.status,
      code: error.kind.code,
    };
    // The class, code and place of an unexpected error are logged, but not its text: a parser's or the database's may quote what the caller
    // sent.
    if (isUnexpected(thrown) && error.status >= 500)
      this.logger[error.kind.log](
        {
          ...line,
          error: { name: thrown.name, code: codeOf(thrown), at: thrown.stack?.split('\n').filter((frame) => /^\s+at /.test(frame)) },
        },
        'request failed',
      );
    else this.logger[error.kind.log](line, 'request refused');
  }
}

/** Whether the thrown value is not a refusal: then the log should say where it happened. */
export const isUnexpected = (thrown: unknown): thrown is Error =>
  thrown instanceof Error && !(thrown instanceof ObpError) && !(thrown instanceof QueueFull);

/** A SQLSTATE or the name of a system error. */
const codeOf = (error: Error): unknown => (error as { code?: unknown }).code;

/** Decision 41: the sender has to know whether the request may be sent again. */
function databaseAway(thrown: unknown, { method }: FastifyRequest): ObpError {
  const wrote = method !== 'GET' && method !== 'HEAD';
  const detail = ' The connection was lost on the way: it is not known whether the request was carried out.';
  return new ObpError('DatabaseAway', wrote && isOutcomeUnknown(thrown) ? detail : '');
}

/** What the caller is told about the thrown value. */
export function toObpError(thrown: unknown, request: FastifyRequest): ObpError {
  if (thrown instanceof ObpError) return thrown;
  // The caller went away in the middle of the body: Node uses the same error code as for a lost database connection.
  if (thrown === request.raw.errored) return new ObpError('MalformedRequest');
  if (thrown instanceof QueueFull) return new ObpError('ServiceBusy', ' Too many writes are waiting for the database.');
  if (isDatabaseAway(thrown)) return databaseAway(thrown, request);
  const status = thrown instanceof HttpException ? thrown.getStatus() : (thrown as { statusCode?: unknown } | undefined)?.statusCode;
  if (status === 404 || status === 405 || status === 415) return notFound(request);
  if (typeof status === 'number' && status >= 400 && status < 500) return new ObpError('MalformedRequest');
  return new ObpError('UnknownError');
}
