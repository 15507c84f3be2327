import { found } from '../../platform/endpoint/found.js';
import type { Consumer } from './consumer.entity.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The consumer of the path's CONSUMER_ID. */
    pathConsumer?: Consumer;
  }
}

/** The consumer of the path (check `consumerFound`). */
export const PathConsumer = (): ParameterDecorator => found('pathConsumer');
