import { found } from '../../platform/endpoint/found.js';
import type { Bank } from './bank.entity.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The bank of the path's BANK_ID. */
    bank?: Bank;
  }
}

/** The bank of the path (check `bankFound`). */
export const PathBank = (): ParameterDecorator => found('bank');
