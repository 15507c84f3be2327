import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ObpError } from '../errors/obp-error.js';
import { BODY_LIMITS, STRANGERS_VALUES } from './body-limits.js';
import { type Admit, collectBody, tooLarge } from './collect-body.js';
import { decoded, decoderFor } from './content-coding.js';
import { parseJson, shapeOf } from './read-json.js';
import { isJson } from './content-negotiation.js';

const FORM = /^application\/x-www-form-urlencoded\b/i;

/**
 * Reads JSON bodies as OBP clients send them, and forms as text: they are not parsed, since OAuth 1.0a signs a form as it is written.
 * Routes that read their body themselves get it as it arrives, and raw routes get its bytes; any other body is dropped unread.
 *
 * @param admit asked before more of a body is read than {@link BODY_LIMITS} lets a stranger send.
 */
export function registerBodyParsers(fastify: FastifyInstance, admit: (request: FastifyRequest) => ReturnType<Admit>): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (request, _payload, done) => {
    const { raw, headers, routeOptions } = request;
    const type = headers['content-type'];
    const form = type !== undefined && FORM.test(type);
    const { request: declared, raw: isRaw } = routeOptions.config.declaration ?? {};
    if (isRaw === true) {
      collectBody(
        raw,
        () => admit(request),
        (error, body) => done(error, error === null ? body : undefined),
      );
    } else if (declared?.streamed === true) {
      handOn(raw, declared.limit ?? BODY_LIMITS.stranger, done);
    } else if (form || isJson(type)) {
      collectBody(
        raw,
        () => admit(request),
        (error, body, known) => {
          if (error !== null) done(error, undefined);
          else if (form) done(null, body.toString());
          else parse(body, known ? undefined : () => admit(request), done);
        },
      );
    } else done(null, undefined);
  });
}

type Done = (error: Error | null, body: unknown) => void;

/** The reader of the body counts the decoded bytes; the limit on the encoded bytes is checked here. */
function handOn(raw: IncomingMessage, limit: number, done: Done): void {
  let coded = 0;
  const hold = (bytes: number, plain: Readable): void => {
    coded += bytes;
    if (coded > limit) plain.destroy(tooLarge(limit));
  };
  answer(() => {
    const decoder = decoderFor(raw.headers);
    return decoder === undefined ? raw : decoded(raw, decoder, hold);
  }, done);
}

/** @param admit asked before a body of many values is parsed; undefined if it has already let the body in. */
function parse(body: Buffer, admit: Admit | undefined, done: Done): void {
  const shape = shapeOf(body);
  if (admit === undefined || shape.values <= STRANGERS_VALUES) {
    answer(() => parseJson(body, shape), done);
    return;
  }
  admit().then(
    (most) =>
      answer(() => {
        if (most <= BODY_LIMITS.stranger) throw new ObpError('BodyTooLarge', ` At most ${STRANGERS_VALUES} values are accepted.`);
        return parseJson(body, shape);
      }, done),
    (error: unknown) => done(error as Error, undefined),
  );
}

function answer(read: () => unknown, done: Done): void {
  let found: unknown;
  try {
    found = read();
  } catch (error) {
    done(error as Error, undefined);
    return;
  }
  done(null, found);
}
