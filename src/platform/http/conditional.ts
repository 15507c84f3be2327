import type { FastifyReply, FastifyRequest } from 'fastify';

/** Each tag of a list, without `W/` and without its quotes: OBP writes its own unquoted, and so do its clients. */
const TAGS = /(?:W\/)?"([^"]*)"|([^\s,]+)/g;

const opaque = (tag: string): string => tag.replace(/^(?:W\/)?"(.*)"$/, '$1');

/**
 * Whether an `If-None-Match` matches: `*`, or a list that contains the tag, weak or not (RFC 9110, sections 8.8.3.2
 * and 13.1.2).
 */
export function namesTag(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch === etag || ifNoneMatch.trim() === '*') return true;
  const wanted = opaque(etag);
  for (const [, quoted, plain] of ifNoneMatch.matchAll(TAGS)) if ((quoted ?? plain) === wanted) return true;
  return false;
}

/** Whether the client already has the answer, so that 304 is sent (RFC 9110, section 13.2.2). */
export function isUnchanged({ method, headers }: FastifyRequest, reply: FastifyReply): boolean {
  const condition = headers['if-none-match'];
  if (condition === undefined || reply.statusCode !== 200 || (method !== 'GET' && method !== 'HEAD')) return false;
  const etag = reply.getHeader('etag');
  return typeof etag === 'string' && namesTag(condition, etag);
}
