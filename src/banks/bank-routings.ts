import type { Bank } from './bank.entity.js';

export interface BankRouting {
  scheme: string;
  address: string;
}

/**
 * A bank's routings as OBP lists them (contract section 5.2): its id, its BIC and the stored one, of which an earlier
 * routing of the same scheme makes room for the stored one. A stored routing that was never given reads as the bank's
 * id, except in the answer to the bank's creation.
 */
export function bankRoutings(bank: Bank, justCreated = false): BankRouting[] {
  const stored =
    bank.routingScheme !== '' || justCreated
      ? { scheme: bank.routingScheme, address: bank.routingAddress }
      : { scheme: 'OBP', address: bank.bankId };
  const fixed = [
    { scheme: 'OBP', address: bank.bankId },
    { scheme: 'BIC', address: bank.swiftBic },
  ];
  return [...fixed.filter(({ scheme }) => scheme !== stored.scheme), stored];
}
