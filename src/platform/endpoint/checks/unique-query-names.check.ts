import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ErrorKey } from '../../errors/catalogue.js';
import { ObpError } from '../../errors/obp-error.js';
import { Check } from './check.js';

declare module './check-name.js' {
  interface CheckNames {
    uniqueQueryNames: true;
  }
}

/**
 * Refuses a query that names a parameter twice. An empty name, as in `?&a=1`, is a name (contract section 1.2, step 2b);
 * an empty part at the end of a query, as in a bare `?&`, names nothing.
 */
@Injectable()
export class UniqueQueryNames extends Check {
  errors(): readonly ErrorKey[] {
    return ['DuplicateQueryParameters'];
  }

  run(request: FastifyRequest): void {
    const start = request.url.indexOf('?');
    if (start < 0) return;
    const names = request.url
      .slice(start + 1)
      .replace(/&+$/, '')
      .split('&')
      .map((pair) => pair.split('=', 1)[0]);
    if (new Set(names).size !== names.length) throw new ObpError('DuplicateQueryParameters');
  }
}
