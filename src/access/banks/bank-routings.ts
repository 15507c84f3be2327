import type { Bank } from './bank.entity.js';

export interface BankRouting {
  scheme: string;
  address: string;
}

/** A bank's stored routings: its BIC, and one other. */
export type StoredRoutings = Pick<Bank, 'swiftBic' | 'routingScheme' | 'routingAddress'>;

/** The BIC has a column of its own; the first of the other routings is kept (contract section 5.2). */
export function storedRoutings(given: readonly BankRouting[]): StoredRoutings {
  const other = given.find(({ scheme }) => scheme !== 'BIC');
  return {
    swiftBic: given.find(({ scheme }) => scheme === 'BIC')?.address ?? '',
    routingScheme: other?.scheme ?? '',
    routingAddress: other?.address ?? '',
  };
}

/** The stored routing; the bank's id if none was ever given. */
export const mainRouting = ({ bankId, routingScheme, routingAddress }: Bank): BankRouting =>
  routingScheme === '' ? { scheme: 'OBP', address: bankId } : { scheme: routingScheme, address: routingAddress };

/**
 * A bank's routings as OBP lists them (contract section 5.2): its id, its BIC and the stored one. The stored routing replaces
 * an earlier one of the same scheme. A stored routing that was never given reads as the bank's
 * id, except in the answer to the bank's creation.
 */
export function bankRoutings(bank: Bank, justCreated = false): BankRouting[] {
  const stored = justCreated ? { scheme: bank.routingScheme, address: bank.routingAddress } : mainRouting(bank);
  const fixed = [
    { scheme: 'OBP', address: bank.bankId },
    { scheme: 'BIC', address: bank.swiftBic },
  ];
  return [...fixed.filter(({ scheme }) => scheme !== stored.scheme), stored];
}
