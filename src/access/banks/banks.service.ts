import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import { CacheInvalidation } from '../../platform/database/cache-invalidation.js';
import { violatedConstraint } from '../../platform/database/database.js';
import { FreshCache } from '../../platform/database/fresh-cache.js';
import { insertEntitlement } from '../roles/insert-entitlement.js';
import { ROLES } from '../../platform/endpoint/roles.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import type { ListParameters } from '../../platform/endpoint/pagination-query.js';
import type { StoredRoutings } from './bank-routings.js';
import { Bank } from './bank.entity.js';

/** Maximum cached banks. */
const CAPACITY = 1_000;

export type NewBank = Pick<Bank, 'bankId' | 'shortName' | 'fullName' | 'logo' | 'website'> & StoredRoutings;

/** The changes to a bank; routings that are not given stay unchanged. */
export type ChangedBank = Pick<Bank, 'bankId' | 'shortName' | 'fullName' | 'logo' | 'website'> & Partial<StoredRoutings>;

@Injectable()
export class BanksService {
  private readonly known: FreshCache<Bank>;

  constructor(
    @InjectRepository(Bank) private readonly banks: Repository<Bank>,
    private readonly audit: AuditTrail,
    changes: CacheInvalidation,
  ) {
    const load = async (bankId: string): Promise<Bank | undefined> => (await banks.findOneBy({ bankId })) ?? undefined;
    this.known = new FreshCache<Bank>(changes, { capacity: CAPACITY, load });
  }

  /** The bank from memory; undefined if it has to be looked up, which is always so for one that does not exist. */
  recall(bankId: string): Bank | undefined {
    return this.known.peek(bankId);
  }

  find(bankId: string): Promise<Bank | undefined> {
    return this.known.load(bankId);
  }

  /** In the order of their ids. */
  list({ limit, offset }: Pick<ListParameters, 'limit' | 'offset'>): Promise<Bank[]> {
    return this.banks.find({ order: { bankId: 'ASC' }, skip: offset, take: limit });
  }

  /**
   * Creates a bank; its creator may grant roles there.
   *
   * @throws ObpError OBP-20010, 20011, 10001 for an invalid id (contract section 5.2), OBP-34000 for one that is taken (decision 12).
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

  /**
   * Changes a bank; in force on this replica when the promise resolves, and on the others within a second.
   *
   * @throws ObpError OBP-30001 (404) when there is no bank with that id.
   */
  update(actor: Actor, changed: ChangedBank): Promise<Bank> {
    const { bankId } = changed;
    return this.audit.perform(actor, async ({ manager, record }) => {
      const before = await manager.findOne(Bank, { where: { bankId }, lock: { mode: 'pessimistic_write' } });
      if (before === null) throw bankNotFound(bankId);
      const after = manager.create(Bank, before);
      manager.merge(Bank, after, changed);
      await manager.update(Bank, { bankId }, changed);
      await record({ action: 'bank.updated', subjectId: bankId, bankId, before: factsOf(before), after: factsOf(after) });
      return after;
    });
  }
}

/** The error for a bank that does not exist. */
export const bankNotFound = (bankId: string): ObpError => new ObpError('BankNotFound', ` Current BankId is ${bankId}`);

function refuseBadId(id: string): void {
  if (id.length > 16) throw new ObpError('ValueTooLong', '.');
  if (!/^[A-Za-z0-9\-._]*$/.test(id)) throw new ObpError('InvalidCharacters', '.');
  if (id.length < 4) throw new ObpError('InvalidJson', ' Min length of BANK_ID should be greater than 3 characters.');
}

function factsOf({ createdAt: _, ...facts }: Bank): object {
  return facts;
}
