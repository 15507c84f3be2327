import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Check, pathParameter } from '../../platform/endpoint/checks/check.js';
import type { ErrorKey } from '../../platform/errors/catalogue.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { UsersService } from './users.service.js';

declare module '../../platform/endpoint/checks/check-name.js' {
  interface CheckNames {
    pathUserFound: true;
  }
}

/** Refuses an unknown USER_ID in the path; `@PathUser()` passes on the user. */
@Injectable()
export class PathUserFound extends Check {
  constructor(private readonly users: UsersService) {
    super();
  }

  errors(): readonly ErrorKey[] {
    return ['UserNotFound'];
  }

  async run(request: FastifyRequest): Promise<void> {
    const userId = pathParameter(request, 'USER_ID');
    const user = await this.users.findById(userId);
    if (user === undefined) throw new ObpError('UserNotFound', ` Current USER_ID(${userId})`);
    request.pathUser = user;
  }
}
