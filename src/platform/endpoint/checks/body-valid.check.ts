import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { readBody } from '../../body/read-body.js';
import { type BodyTest, type RegisteredEndpoint, Check } from './check.js';
import type { ErrorKey } from '../../errors/catalogue.js';

declare module './check-name.js' {
  interface CheckNames {
    bodyValid: true;
  }
}

/** Refuses a body that is not of the operation's request type; `@ValidBody()` hands on what it read. */
@Injectable()
export class BodyValid extends Check {
  errors(): readonly ErrorKey[] {
    return ['InvalidJson'];
  }

  run(request: FastifyRequest, endpoint: RegisteredEndpoint): void {
    request.validBody = read(request.body, endpoint);
  }

  override bodyTest(endpoint: RegisteredEndpoint): BodyTest {
    return (body) => read(body, endpoint);
  }
}

function read(body: unknown, { functionName, path, request }: RegisteredEndpoint): object {
  const { type, name, nameEndsError } = request ?? {};
  if (type === undefined) throw new Error(`${functionName} checks its body, but declares no request type`);
  return readBody(type, { name: name ?? type.name, nameEndsError, saysMissing: path.startsWith('messaging/') }, body);
}
