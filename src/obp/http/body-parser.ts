import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { parse } from 'secure-json-parse';
import { ObpError } from '../errors/obp-error.js';

/** Largest request body, in bytes. */
export const BODY_LIMIT = 1_048_576;

/** Deepest nesting of a body: more than any operation asks for, and little enough for whatever walks a body by recursion. */
const MAX_DEPTH = 100;

/** A body of this type is handed on unread. */
const STREAM = 'application/x-ndjson';

/** Whether each line of a body is JSON. */
export const isNdjson = (contentType: string | undefined): boolean => contentType?.toLowerCase().startsWith(STREAM) === true;

/** Reads JSON bodies as OBP clients send them, and forms as text; whatever else arrives is dropped unread by the routes that take no body. */
export function registerBodyParsers(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(/^(application|text)\/json/i, { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseJson(body as Buffer));
    } catch (error) {
      done(error as Error, undefined);
    }
  });
  fastify.addHook('onRequest', (request, _reply, done) => {
    // Fastify chooses how to read a body by its type alone; to these routes it is to hand on every body.
    if (request.routeOptions.config.streamed === true) request.headers['content-type'] = STREAM;
    done();
  });
  fastify.addContentTypeParser(STREAM, (_request, body, done) => done(null, body));
  // Not taken apart here: OAuth 1.0a signs a form as it is written.
  fastify.addContentTypeParser(/^application\/x-www-form-urlencoded\b/i, { parseAs: 'string' }, (_request, body, done) => done(null, body));
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null, undefined));
}

/**
 * @returns undefined for an empty body; of a doubled key the last value (decision 6).
 * @throws ObpError OBP-10001 saying what is wrong: not UTF-8, not JSON, keys that poison prototypes, or nested too deeply.
 */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  if (!isUtf8(body)) throw new ObpError('InvalidJson', ' The body is not valid UTF-8.');
  const parsed = parseSafely(body.toString('utf8'));
  if (isDeeperThan(MAX_DEPTH, parsed)) throw new ObpError('InvalidJson', ` The body is nested deeper than ${MAX_DEPTH} levels.`);
  return parsed;
}

function parseSafely(text: string): unknown {
  try {
    return parse(text, null, { protoAction: 'error', constructorAction: 'error' });
  } catch (error) {
    throw new ObpError('InvalidJson', ` ${(error as Error).message}`);
  }
}

/** Goes level by level, without recursion. */
function isDeeperThan(levels: number, value: unknown): boolean {
  const isGroup = (inner: unknown): inner is object => typeof inner === 'object' && inner !== null;
  let level = [value].filter(isGroup);
  for (let depth = 0; level.length > 0; depth++) {
    if (depth === levels) return true;
    level = level.flatMap((group) => Object.values(group).filter(isGroup));
  }
  return false;
}
