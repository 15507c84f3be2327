import { Injectable } from '@nestjs/common';
import { ConsumerFound } from '../../consumers/consumer-found.check.js';
import type { ErrorKey } from '../../../platform/errors/catalogue.js';
import { ObpError } from '../../../platform/errors/obp-error.js';

declare module '../../../platform/endpoint/checks/check-name.js' {
  interface CheckNames {
    consumerFoundById: true;
  }
}

/** Like {@link ConsumerFound}, with the error of v3.0.0 (contract section 4.6). */
@Injectable()
export class ConsumerFoundById extends ConsumerFound {
  override errors(): readonly ErrorKey[] {
    return ['ConsumerNotFoundById'];
  }

  protected override notFound(): ObpError {
    return new ObpError('ConsumerNotFoundById');
  }
}
