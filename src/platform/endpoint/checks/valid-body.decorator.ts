import { found } from '../found.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The body, as an instance of the operation's request type. */
    validBody?: object;
  }
}

/** The request's body as the declared type (check `bodyValid`). */
export const ValidBody = (): ParameterDecorator => found('validBody');
