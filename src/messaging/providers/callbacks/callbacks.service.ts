import { Injectable, Logger, Optional } from '@nestjs/common';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { type Clock, CLOCK } from '../../../platform/http/clock.js';
import { type CallbackReader, OpenProviders } from '../open-providers.js';
import { type CallbackRequest, type CallbackResult, PROVIDER_ID } from '../provider.js';
import { ReceiptStore } from '../receipt-store.js';
import { CallbackLimits } from './callback-limits.js';
import { countCallback } from './callback.metrics.js';

/** Of whom a call says that it comes. Nothing of it is true until it is proved. */
export interface CallbackSource {
  readonly bankId: string;
  readonly providerId: string;
  /** As `clientAddress` writes it. */
  readonly address: string;
}

/** Milliseconds: a call that is refused is answered at a multiple of it, so that its time does not tell why. */
const REFUSAL_TICK = 50;
const BANK_ID = /^[A-Za-z0-9._-]{1,44}$/;

/** Takes what providers report. Anybody may call; whoever is not the provider learns nothing, not even whether there is one. */
@Injectable()
export class CallbacksService {
  private readonly logger = new Logger(CallbacksService.name);

  constructor(
    private readonly providers: OpenProviders,
    private readonly receipts: ReceiptStore,
    private readonly limits: CallbackLimits,
    @Optional() private readonly clock: Clock = CLOCK,
  ) {}

  /** Whether somebody calls who knows the secret of the provider's URL. */
  async isSecretKnown(source: CallbackSource, secret: string): Promise<boolean> {
    const began = this.clock.now();
    await this.limits.refuseForger(source);
    if ((await this.findReader(source))?.hasSecret(secret) === true) return true;
    await this.untilTick(began);
    return false;
  }

  /**
   * Takes a call. When it resolves, what the provider reports is stored.
   *
   * @param giveWay is called when all that is left to do is to wait
   * @throws ObpError OBP-98310 (403) unless the provider shows that it calls, OBP-98311 (400), OBP-98312 (429).
   */
  async take(source: CallbackSource, request: CallbackRequest, giveWay: () => void): Promise<void> {
    const began = this.clock.now();
    await this.limits.refuseForger(source);
    const reader = await this.findReader(source);
    const result = reader === undefined ? REFUSED : await this.read(reader, source, request);
    if ('refusal' in result && result.refusal === 'unauthorized') {
      countCallback(reader && source, 'refused');
      await this.limits.countRefused(source);
      giveWay();
      await this.untilTick(began);
      throw new ObpError('CallbackRefused');
    }
    await this.limits.count(source.bankId, source.providerId);
    if ('refusal' in result) {
      countCallback(source, 'malformed');
      throw new ObpError('CallbackMalformed');
    }
    if (result.receipts.length > 0) await this.receipts.receive(source.bankId, source.providerId, result.receipts);
    countCallback(source, result.receipts.length > 0 ? 'taken' : 'empty');
  }

  private async untilTick(began: number): Promise<void> {
    const took = this.clock.now() - began;
    await this.clock.sleep(Math.ceil(took / REFUSAL_TICK) * REFUSAL_TICK - took);
  }

  private async findReader({ bankId, providerId }: CallbackSource): Promise<CallbackReader | undefined> {
    if (!BANK_ID.test(bankId) || !PROVIDER_ID.test(providerId)) return undefined;
    return this.providers.findReader(bankId, providerId);
  }

  /** What a reader throws is a defect. Its text may hold what was sent. */
  private async read(reader: CallbackReader, { bankId, providerId }: CallbackSource, request: CallbackRequest): Promise<CallbackResult> {
    try {
      return await reader.read(request);
    } catch (error) {
      this.logger.error(
        `a callback of provider ${providerId} of bank ${bankId} cannot be read: ${error instanceof Error ? error.name : 'failed'}`,
      );
      return REFUSED;
    }
  }
}

const REFUSED: CallbackResult = { refusal: 'unauthorized' };
