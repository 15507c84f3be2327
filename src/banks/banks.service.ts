import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LRUCache } from 'lru-cache';
import { Repository } from 'typeorm';
import { type Actor, AuditTrail } from '../audit/audit-trail.service.js';
import { Changes } from '../database/changes.service.js';
import { violatedConstraint } from '../database/database.js';
import { insertEntitlement } from '../entitlements/insert-entitlement.js';
import { ROLES } from '../entitlements/roles.js';
import { ObpError } from '../obp/errors/obp-error.js';
import { Bank } from './bank.entity.js';

/** How long a bank may be used without looking again, in milliseconds; a bank that is not there is always looked for. */
const FRESH_FOR = 800;

export type NewBank = Pick<
  Bank,
  'bankId' | 'shortName' | 'fullName' | 'logo' | 'website' | 'swiftBic' | 'routingScheme' | 'routingAddress'
>;

@Injectable()
export class BanksService {
  private readonly known = new LRUCache<string, Bank>({ max: 1_000, ttl: FRESH_FOR });

  constructor(
    @InjectRepository(Bank) private readonly banks: Repository<Bank>,
    private readonly audit: AuditTrail,
    changes: Changes,
  ) {
    changes.subscribe(() => this.known.clear());
  }

  /** The bank as it was remembered within the last {@link FRESH_FOR} milliseconds. */
  recall(bankId: string): Bank | undefined {
    return this.known.get(bankId);
  }

  async find(bankId: string): Promise<Bank | undefined> {
    const bank = await this.banks.findOneBy({ bankId });
    if (bank === null) return undefined;
    this.known.set(bankId, bank);
    return bank;
  }

  /**
   * Creates a bank; its creator may grant roles there.
   *
   * @throws ObpError OBP-20010, 20011, 10001 for an id that may not be (contract section 5.2), OBP-34000 for one that
   * is taken (decision 12).
   */
  async create(actor: Actor, bank: NewBank): Promise<Bank> {
    refuseBadId(bank.bankId);
    try {
      return await this.audit.perform(actor, async ({ manager, record }) => {
        const created = manager.create(Bank, bank);
        await manager.insert(Bank, created);
        await record({ action: 'bank.created', subjectId: bank.bankId, bankId: bank.bankId, after: bank });
        for (const role of [ROLES.CanCreateEntitlementAtOneBank, ROLES.CanReadDynamicResourceDocsAtOneBank])
          await insertEntitlement(manager, actor.userId, role, bank.bankId, 'create_bank');
        return created;
      });
    } catch (error) {
      if (violatedConstraint(error) === 'banks_pkey') throw new ObpError('BankExists');
      throw error;
    }
  }
}

function refuseBadId(id: string): void {
  if (id.length > 16) throw new ObpError('ValueTooLong', '.');
  if (!/^[A-Za-z0-9\-._]*$/.test(id)) throw new ObpError('InvalidCharacters', '.');
  if (id.length < 4) throw new ObpError('InvalidJson', ' Min length of BANK_ID should be greater than 3 characters.');
}
