import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Check } from '../../../platform/endpoint/checks/check.js';
import type { ErrorKey } from '../../../platform/errors/catalogue.js';
import { CallbacksService } from './callbacks.service.js';
import { secretOf, sourceOf } from './callback-source.js';

declare module '../../../platform/endpoint/checks/check-name.js' {
  interface CheckNames {
    callbackAdmitted: true;
  }
}

/** Reads a long body of those only who know the secret of the provider's URL: reports are short, but mails that came back are not. */
@Injectable()
export class CallbackAdmitted extends Check {
  constructor(private readonly callbacks: CallbacksService) {
    super();
  }

  errors(): readonly ErrorKey[] {
    return ['CallbackRefused', 'TooManyCallbacks'];
  }

  /** The operation itself proves who calls, with the whole of the request. */
  run(): void {
    return undefined;
  }

  override admits(request: FastifyRequest): Promise<boolean> {
    return this.callbacks.isSecretKnown(sourceOf(request), secretOf(request));
  }
}
