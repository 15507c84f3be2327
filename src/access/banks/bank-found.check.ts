import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Check, pathParameter } from '../../platform/endpoint/checks/check.js';
import type { ErrorKey } from '../../platform/errors/catalogue.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { bankNotFound, BanksService } from './banks.service.js';

declare module '../../platform/endpoint/checks/check-name.js' {
  interface CheckNames {
    bankFound: true;
    bankFoundOldStyle: true;
  }
}

/** Refuses an unknown BANK_ID in the path; `@PathBank()` passes on the bank. */
@Injectable()
export class BankFound extends Check {
  constructor(private readonly banks: BanksService) {
    super();
  }

  errors(): readonly ErrorKey[] {
    return ['BankNotFound'];
  }

  run(request: FastifyRequest): void | Promise<void> {
    const bankId = pathParameter(request, 'BANK_ID');
    const known = this.banks.recall(bankId);
    if (known === undefined) return this.load(request, bankId);
    request.bank = known;
  }

  private async load(request: FastifyRequest, bankId: string): Promise<void> {
    const bank = await this.banks.find(bankId);
    if (bank === undefined) throw this.refusal(bankId);
    request.bank = bank;
  }
  protected refusal(bankId: string): ObpError {
    return bankNotFound(bankId);
  }
}

/** The same, as old-style operations report it: 400, without the id (contract section 2.9). */
@Injectable()
export class BankFoundOldStyle extends BankFound {
  override errors(): readonly ErrorKey[] {
    return ['BankNotFoundOldStyle'];
  }

  protected override refusal(): ObpError {
    return new ObpError('BankNotFoundOldStyle');
  }
}
