import { Injectable } from '@nestjs/common';
import { ConsumerFound } from '../../consumers/consumer-found.check.js';
import type { ErrorKey } from '../../obp/errors/catalogue.js';
import { ObpError } from '../../obp/errors/obp-error.js';

/** As {@link ConsumerFound}, in the words of v3.0.0 (contract section 4.6). */
@Injectable()
export class ConsumerFoundById extends ConsumerFound {
  override errors(): readonly ErrorKey[] {
    return ['ConsumerNotFoundById'];
  }

  protected override notFound(): ObpError {
    return new ObpError('ConsumerNotFoundById');
  }
}
