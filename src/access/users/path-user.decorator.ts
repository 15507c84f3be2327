import { found } from '../../platform/endpoint/found.js';
import type { User } from './user.entity.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The user of the path's USER_ID. */
    pathUser?: User;
  }
}

/** The user of the path (check `pathUserFound`). */
export const PathUser = (): ParameterDecorator => found('pathUser');
