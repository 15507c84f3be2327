import { Controller } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Endpoint } from '../../platform/endpoint/endpoint.decorator.js';

const OK = Object.freeze({ status: 'ok' });

/** For supervisors: whether the process is alive, and whether it is ready for requests. */
@Controller()
export class HealthController {
  constructor(private readonly database: Database) {}

  @Endpoint({
    version: 'none',
    functionName: 'getLiveness',
    verb: 'GET',
    path: 'health/live',
    summary: 'Liveness',
    description: 'Answers as long as the process does.',
    tags: ['Health'],
    checks: [],
    strangers: 'nothing',
    response: { status: 200 },
    errors: [],
    internal: true,
  })
  live(): { status: string } {
    return OK;
  }

  @Endpoint({
    version: 'none',
    functionName: 'getReadiness',
    verb: 'GET',
    path: 'health/ready',
    summary: 'Readiness',
    description: 'Answers 200 while the database answers, else 503. The service listens only once its migrations have run.',
    tags: ['Health'],
    checks: [],
    strangers: 'nothing',
    response: { status: 200 },
    errors: ['DatabaseAway'],
    internal: true,
  })
  async ready(): Promise<{ status: string }> {
    await this.database.ping();
    return OK;
  }
}
