import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { DeliverySettings } from '../preferences/delivery-settings.js';
import type { Channel } from '../providers/provider.js';
import { AddressHashes } from './address-hashes.js';
import { addressOf, isAddressHash, shownEnd } from './addresses.js';
import { Suppression, SUPPRESSION_REASONS, type SuppressionReason } from './suppression.entity.js';

/** Channels whose addresses people have. */
export const SUPPRESSED_CHANNELS = ['sms', 'email'] as const satisfies readonly Channel[];

/** Where a page ends. */
export interface SuppressionCursor {
  readonly createdAt: Date;
  readonly id: string;
}

interface Found {
  readonly channel: Channel;
  readonly hashes: readonly [string, ...string[]];
  readonly shown: string;
}

/** The addresses to which a bank sends no more. */
@Injectable()
export class SuppressionsService {
  constructor(
    @InjectRepository(Suppression) private readonly suppressions: Repository<Suppression>,
    private readonly settings: DeliverySettings,
    private readonly hashes: AddressHashes,
    private readonly audit: AuditTrail,
  ) {}

  /** Newest first. */
  list(bankId: string, limit: number, before: SuppressionCursor | undefined): Promise<Suppression[]> {
    const query = this.suppressions.createQueryBuilder('s').where('s.bankId = :bankId', { bankId });
    if (before !== undefined) query.andWhere('(s.createdAt, s.addressHash) < (:createdAt, :id)', { ...before });
    return query.orderBy('s.createdAt', 'DESC').addOrderBy('s.addressHash', 'DESC').limit(limit).getMany();
  }

  /** @throws ObpError OBP-98322 (400) for what is no address, OBP-98320 (404). */
  async get(bankId: string, channel: string, address: string): Promise<Suppression> {
    const { hashes } = await this.find(bankId, channel, address);
    const [found] = await this.suppressions.findBy({ bankId, addressHash: In([...hashes]) });
    if (found === undefined) throw new ObpError('SuppressionNotFound');
    return found;
  }

  /** @throws ObpError OBP-98322 (400) naming what is wrong. */
  async add(actor: Actor, bankId: string, wanted: { channel: string; address: string; reason: string }): Promise<Suppression> {
    const reason = SUPPRESSION_REASONS.find((one) => one === wanted.reason);
    if (reason === undefined) throw refused(`reason must be one of ${SUPPRESSION_REASONS.join(', ')}`);
    const {
      hashes: [hash],
      channel,
      shown,
    } = await this.find(bankId, wanted.channel, wanted.address);
    return this.audit.perform(actor, async ({ manager, record }) => {
      const row: { bankId: string; addressHash: string; channel: string; addressShown: string; reason: SuppressionReason } = {
        bankId,
        addressHash: hash,
        channel,
        addressShown: shown,
        reason,
      };
      await manager.upsert(Suppression, row, ['bankId', 'addressHash']);
      await record({ action: 'suppression.added', subjectId: hash, bankId, isNew: true, after: { channel, address: shown, reason } });
      return manager.findOneByOrFail(Suppression, { bankId, addressHash: hash });
    });
  }

  /** @throws ObpError OBP-98320 (404). */
  async remove(actor: Actor, bankId: string, id: string): Promise<void> {
    if (!isAddressHash(id)) throw new ObpError('SuppressionNotFound');
    await this.audit.perform(actor, async ({ manager, record }) => {
      const found = await manager.findOneBy(Suppression, { bankId, addressHash: id });
      if (found === null) throw new ObpError('SuppressionNotFound');
      await manager.delete(Suppression, { bankId, addressHash: id });
      const { channel, addressShown: address, reason } = found;
      await record({ action: 'suppression.removed', subjectId: id, bankId, isNew: true, before: { channel, address, reason } });
    });
  }

  /** An address as it is written, found as the sender would find it. */
  private async find(bankId: string, given: string, written: string): Promise<Found> {
    const channel = SUPPRESSED_CHANNELS.find((one) => one === given);
    if (channel === undefined) throw refused(`channel must be one of ${SUPPRESSED_CHANNELS.join(', ')}`);
    const { country } = await this.settings.of(bankId);
    // A number that only the simulator takes can be suppressed too.
    const found = addressOf({ mobile_phone_number: written, email: written }, channel, country, true);
    if ('reason' in found) throw refused(`address must be one of the channel ${channel}`);
    return { channel, hashes: this.hashes.of(bankId, channel, found.address), shown: shownEnd(found.address) };
  }
}

const refused = (what: string): ObpError => new ObpError('SuppressionInvalid', ` ${what}`);
