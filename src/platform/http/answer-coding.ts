import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SharedText } from './documents/shared-text.js';
import { type AnswerCoding, chooseCoding } from './choose-coding.js';

/** Answers up to this size in bytes are sent uncompressed. */
const LEAST_BYTES = 1_024;
/** Answers that are compressed at the same time, beside the threads that hash passwords; others are meanwhile sent uncompressed. */
const MOST_AT_ONCE = 2;

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** Texts that are made once and sent often are compressed harder than answers for one caller. */
const compress = (bytes: Buffer | string, coding: AnswerCoding, often: boolean): Promise<Buffer> =>
  coding === 'br'
    ? compressBrotli(bytes, {
        params: { [constants.BROTLI_PARAM_QUALITY]: often ? 6 : 3, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
      })
    : compressGzip(bytes, { level: often ? 6 : 1 });

/**
 * Compresses documents and lists for clients that ask for it (decision 67). Closed by default: other answers may contain a caller's tokens
 * or forms, and compressing a secret together with text that somebody else chose reveals it through the length.
 *
 * Call this after all other hooks that change what is sent.
 */
export function registerAnswerCoding(fastify: FastifyInstance): void {
  let running = 0;
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const shared = SharedText.of(payload);
    const eligible = shared === undefined ? isLongList(request, reply, payload) : shared.bytes.length > LEAST_BYTES;
    if (eligible) vary(reply);
    const coding = eligible ? chooseCoding(request.headers['accept-encoding']) : undefined;
    if (coding === undefined || (shared === undefined && running >= MOST_AT_ONCE)) {
      done(null, payload);
      return;
    }
    running += 1;
    const packing = shared?.packed(coding, (bytes) => compress(bytes, coding, true)) ?? compress(payload as string, coding, false);
    void packing
      .finally(() => (running -= 1))
      .then(
        (packed) => {
          reply.header('Content-Encoding', coding);
          done(null, packed);
        },
        (error: unknown) => {
          done(error as Error);
        },
      );
  });
}

/** Whether an answer is a paged list; no list with secrets is one. */
function isLongList(request: FastifyRequest, { statusCode }: FastifyReply, payload: unknown): boolean {
  if (typeof payload !== 'string' || payload.length <= LEAST_BYTES || statusCode !== 200) return false;
  return request.routeOptions.config.declaration?.list !== undefined;
}

function vary(reply: FastifyReply): void {
  const before = reply.getHeader('vary');
  reply.header('Vary', before === undefined ? 'Accept-Encoding' : `${String(before)}, Accept-Encoding`);
}
