import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Check, pathParameter } from '../../platform/endpoint/checks/check.js';
import type { ErrorKey } from '../../platform/errors/catalogue.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { consumerNotFound, ConsumersService } from './consumers.service.js';

declare module '../../platform/endpoint/checks/check-name.js' {
  interface CheckNames {
    consumerFound: true;
  }
}

/** Refuses an unknown CONSUMER_ID in the path; `@PathConsumer()` passes on the consumer. */
@Injectable()
export class ConsumerFound extends Check {
  constructor(private readonly consumers: ConsumersService) {
    super();
  }

  errors(): readonly ErrorKey[] {
    return ['ConsumerNotFound'];
  }

  async run(request: FastifyRequest): Promise<void> {
    const consumerId = pathParameter(request, 'CONSUMER_ID');
    const consumer = await this.consumers.find(consumerId);
    if (consumer === undefined) throw this.notFound(consumerId);
    request.pathConsumer = consumer;
  }

  protected notFound(consumerId: string): ObpError {
    return consumerNotFound(consumerId);
  }
}
