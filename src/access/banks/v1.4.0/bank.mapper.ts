import type { Bank } from '../bank.entity.js';
import { bankRoutings, mainRouting } from '../bank-routings.js';
import type { BankV140Dto } from './bank.dto.js';

export const toBankV140Dto = (bank: Bank): BankV140Dto => ({
  id: bank.bankId,
  short_name: bank.shortName || null,
  full_name: bank.fullName || null,
  logo: bank.logo || null,
  website: bank.website || null,
  bank_routing: mainRouting(bank),
  bank_routings: bankRoutings(bank).filter(({ address }) => address !== ''),
});
