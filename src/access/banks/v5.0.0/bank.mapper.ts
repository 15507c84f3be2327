import { ObpError } from '../../../platform/errors/obp-error.js';
import type { Bank } from '../bank.entity.js';
import { type BankRouting, bankRoutings, storedRoutings } from '../bank-routings.js';
import type { ChangedBank, NewBank } from '../banks.service.js';
import type { BankV500Dto, PostBankV500Dto } from './bank.dto.js';

/**
 * OBP lets the id be absent and then refuses the text that it puts in its place (contract section 5.2).
 *
 * @throws ObpError OBP-10001 without an id.
 */
export function fromPostBankV500Dto(body: PostBankV500Dto): NewBank {
  if (!body.id) throw new ObpError('InvalidJson', ' The field id must be given.');
  return { ...fieldsOf(body, body.id), ...storedRoutings(body.bank_routings ?? []) };
}

/**
 * Absent fields become empty, except routings: existing ones are only replaced by new ones (decision 16).
 *
 * @throws ObpError OBP-34001 without an id.
 */
export function fromPutBankV500Dto(body: PostBankV500Dto): ChangedBank {
  if (!body.id) throw new ObpError('CannotUpdateBank');
  return { ...fieldsOf(body, body.id), ...(body.bank_routings ? storedRoutings(body.bank_routings) : {}) };
}

export const toBankV500Dto = (bank: Bank, routings: BankRouting[] = bankRoutings(bank)): BankV500Dto => ({
  id: bank.bankId,
  bank_code: bank.shortName || null,
  full_name: bank.fullName || null,
  logo: bank.logo || null,
  website: bank.website || null,
  bank_routings: routings,
  attributes: [],
});

const fieldsOf = (body: PostBankV500Dto, bankId: string): Pick<Bank, 'bankId' | 'shortName' | 'fullName' | 'logo' | 'website'> => ({
  bankId,
  shortName: body.bank_code,
  fullName: body.full_name ?? '',
  logo: body.logo ?? '',
  website: body.website ?? '',
});
