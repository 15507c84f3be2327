import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { PagedList } from './pagination.js';
import { type ListParameters, queryOf, readListParameters } from './pagination-query.js';

/** The requested page of a list. Services read the rows that it describes, and {@link of} makes the page from them. */
export class PageRequest implements ListParameters {
  /** One more than is returned, to see whether there is another page. */
  readonly limit: number;
  readonly offset: number;
  readonly direction: ListParameters['direction'];
  readonly from: Date | undefined;
  readonly before: Date | undefined;
  readonly given: boolean;
  /** Everything that the query says. */
  readonly query: URLSearchParams;
  readonly #request: FastifyRequest;
  readonly #size: number;
  readonly #saysRange: boolean;

  /** @throws ObpError OBP-10016 for a wrong list parameter. */
  constructor(request: FastifyRequest, { usual, most, direction, range }: PagedList['bounds']) {
    this.query = queryOf(request.url);
    const asked = readListParameters(this.query, usual, direction);
    this.#request = request;
    this.#size = Math.min(asked.limit, most);
    this.#saysRange = asked.given || range === 'always';
    this.limit = this.#size + 1;
    ({ offset: this.offset, direction: this.direction, from: this.from, before: this.before, given: this.given } = asked);
  }

  /**
   * The rows of the page; the headers of the answer will say which page it is, and where the next one is.
   *
   * @param found the rows from `offset` on, at most `limit` of them.
   */
  of<Row>(found: readonly Row[]): Row[] {
    this.#request.shownPage = {
      range: this.#saysRange ? `items=${this.offset}-${this.#size}` : undefined,
      next: found.length > this.#size ? this.#next() : undefined,
    };
    return found.slice(0, this.#size);
  }

  #next(): URLSearchParams {
    const next = new URLSearchParams(this.query);
    next.set('offset', String(this.offset + this.#size));
    return next;
  }
}

/** The requested page of the list that the operation declares. */
export const Page = createParamDecorator((_data: unknown, context: ExecutionContext): PageRequest => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const bounds = request.routeOptions.config.declaration?.list?.bounds;
  if (bounds === undefined) throw new Error(`${context.getHandler().name} asks for a page, but declares no list of pages`);
  return new PageRequest(request, bounds);
});
