import type { Bank } from '../bank.entity.js';
import { bankRoutings } from '../bank-routings.js';
import type { NewBank } from '../banks.service.js';
import type { BankDto, CreateBankDto } from './bank.dto.js';

/** The BIC has a place of its own; of the other routings the first is kept. */
export function fromCreateBankDto(body: CreateBankDto): NewBank {
  const other = body.bank_routings.find(({ scheme }) => scheme !== 'BIC');
  return {
    bankId: body.id,
    shortName: body.short_name,
    fullName: body.full_name,
    logo: body.logo,
    website: body.website,
    swiftBic: body.bank_routings.find(({ scheme }) => scheme === 'BIC')?.address ?? '',
    routingScheme: other?.scheme ?? '',
    routingAddress: other?.address ?? '',
  };
}

export const toBankDto = (bank: Bank, justCreated = false): BankDto => ({
  id: bank.bankId,
  short_name: bank.shortName || null,
  full_name: bank.fullName || null,
  logo: bank.logo || null,
  website: bank.website || null,
  bank_routings: bankRoutings(bank, justCreated).filter(({ address }) => address !== ''),
  attributes: [],
});
