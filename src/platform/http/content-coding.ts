import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { PassThrough, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { ObpError } from '../errors/obp-error.js';

/** The decoder for each content coding of a request body, by all its names (RFC 9110, section 8.4.1). */
const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  br: createBrotliDecompress,
  deflate: createInflate,
};

/** The codings that a 415 offers instead (RFC 9110, section 15.5.16). */
export const TAKEN_CODINGS = 'gzip, br, deflate';

/**
 * The decoder for a request's body; undefined if it is not encoded.
 *
 * @throws ObpError OBP-98010 (415) for an unsupported coding, and for several on top of each other.
 */
export function decoderFor(headers: IncomingHttpHeaders): Transform | undefined {
  const coding = headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (coding === '' || coding === 'identity') return undefined;
  const decoder = Object.hasOwn(DECODERS, coding) ? DECODERS[coding] : undefined;
  if (decoder === undefined) throw new ObpError('ContentCodingNotSupported', TAKEN_CODINGS);
  return decoder();
}

/**
 * A decoded body, as it arrives. It fails with OBP-98011 if the body does not match its coding. The request itself is never destroyed,
 * since its connection carries the answer.
 *
 * @param taken is called with each piece as it comes in.
 */
export function decoded(body: IncomingMessage, decoder: Transform, taken: (bytes: number, plain: Readable) => void): Readable {
  const plain = new PassThrough();
  const count = (chunk: Buffer): void => taken(chunk.length, plain);
  body.on('data', count);
  decoder.once('error', () => plain.destroy(new ObpError('BodyNotOfItsCoding')));
  body.once('error', (error) => plain.destroy(error));
  plain.once('close', () => {
    body.off('data', count).unpipe(decoder).resume(); // the rest of it is dropped
    decoder.destroy();
  });
  body.pipe(decoder).pipe(plain);
  return plain;
}
