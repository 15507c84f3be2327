import type { Bank } from '../bank.entity.js';
import { bankRoutings, storedRoutings } from '../bank-routings.js';
import type { NewBank } from '../banks.service.js';
import type { BankDto, CreateBankDto } from './bank.dto.js';

export const fromCreateBankDto = (body: CreateBankDto): NewBank => ({
  bankId: body.id,
  shortName: body.short_name,
  fullName: body.full_name,
  logo: body.logo,
  website: body.website,
  ...storedRoutings(body.bank_routings),
});

export const toBankDto = (bank: Bank, justCreated = false): BankDto => ({
  id: bank.bankId,
  short_name: bank.shortName || null,
  full_name: bank.fullName || null,
  logo: bank.logo || null,
  website: bank.website || null,
  bank_routings: bankRoutings(bank, justCreated).filter(({ address }) => address !== ''),
  attributes: [],
});
