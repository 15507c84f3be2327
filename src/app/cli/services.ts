import { randomUUID } from 'node:crypto';
import type { Type } from '@nestjs/common';
import type { Actor } from '../../platform/audit/audit-trail.js';
import type { Config } from '../../platform/config/config.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import type { User } from '../../access/users/user.entity.js';
import { UsersService } from '../../access/users/users.service.js';

/** The running parts of the service that commands use. */
export interface Services {
  get<Service>(type: Type<Service>): Service;
  readonly config: Config;
}

export type WithServices = <Result>(work: (services: Services) => Promise<Result>) => Promise<Result>;

/** In the audit trail an act of the command line has no user and no consumer. */
export function operator(): Actor {
  const requestId = randomUUID();
  return { userId: '', consumerId: '', correlationId: `cli-${requestId}`, requestId };
}

/** Where links lead: `PUBLIC_URL`, or the address that the service would listen on. */
export const publicUrlOf = ({ config: { publicUrl, host, port } }: Services): string => publicUrl ?? `http://${host}:${port}`;

export const print = (facts: object): void => void process.stdout.write(`${JSON.stringify(facts, null, 2)}\n`);

/** A user who is not deleted, by id or, if the password is kept here, by name. */
export async function getUser({ get, config }: Services, nameOrId: string): Promise<User> {
  const users = get(UsersService);
  const found = (await users.findByName(config.localIdentityProvider, nameOrId)) ?? (await users.findById(nameOrId));
  if (found === undefined || found.isDeleted) throw new ObpError('UserNotFoundById');
  return found;
}
