import { Controller } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Endpoint } from '../../platform/endpoint/endpoint.decorator.js';

interface Health {
  readonly status: 'ok';
  /** `missing` while commits wait for a synchronous standby that does not answer. */
  readonly synchronous_standby?: 'missing';
}

const OK: Health = Object.freeze({ status: 'ok' });
const STANDBY_MISSING: Health = Object.freeze({ status: 'ok', synchronous_standby: 'missing' });

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
  live(): Health {
    return OK;
  }

  @Endpoint({
    version: 'none',
    functionName: 'getReadiness',
    verb: 'GET',
    path: 'health/ready',
    summary: 'Readiness',
    description:
      'Answers 200 while the database answers and takes writes, else 503. `synchronous_standby` is `missing` while writes wait for a standby that does not answer; reads go on. The service listens only once its migrations have run.',
    tags: ['Health'],
    checks: [],
    strangers: 'nothing',
    response: { status: 200 },
    errors: ['DatabaseAway'],
    internal: true,
  })
  async ready(): Promise<Health> {
    const { waitsForStandby } = await this.database.ping();
    return waitsForStandby ? STANDBY_MISSING : OK;
  }
}
