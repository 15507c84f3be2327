import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Check, pathParameter } from '../obp/checks/check.js';
import type { ErrorKey } from '../obp/errors/catalogue.js';
import { ObpError } from '../obp/errors/obp-error.js';
import { BanksService } from './banks.service.js';

/** Refuses a BANK_ID in the path that no bank has; `@PathBank()` hands on the bank. */
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
    if (known === undefined) return this.find(request, bankId);
    request.bank = known;
  }

  private async find(request: FastifyRequest, bankId: string): Promise<void> {
    const bank = await this.banks.find(bankId);
    if (bank === undefined) throw new ObpError('BankNotFound', ` Current BankId is ${bankId}`);
    request.bank = bank;
  }
}
