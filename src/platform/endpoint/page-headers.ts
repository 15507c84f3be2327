import type { FastifyInstance } from 'fastify';
import type { PublicUrl } from '../http/public-url.js';

/** What the headers of an answer say about its page. */
export interface ShownPage {
  /** For the header `Range`: what was asked for, as it was understood. */
  readonly range: string | undefined;
  /** The query of the next page; undefined for the last. */
  readonly next: URLSearchParams | undefined;
}

/** Sets headers that say which page of a list an answer is (contract section 8), and in `Link` (RFC 8288) where the next one is. */
export function registerPageHeaders(fastify: FastifyInstance, publicUrl: PublicUrl): void {
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    const { shownPage, url } = request;
    if (shownPage?.range !== undefined) reply.header('Range', shownPage.range);
    if (shownPage?.next !== undefined)
      reply.header('Link', `<${publicUrl.value}${url.split('?', 1)[0] ?? ''}?${shownPage.next.toString()}>; rel="next"`);
    done();
  });
}
