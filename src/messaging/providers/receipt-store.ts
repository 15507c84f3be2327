import type { Receipt } from './provider.js';

/** Stores receipts of a bank's provider. Given by deliveries/, which stands above. */
export abstract class ReceiptStore {
  /** When the promise resolves they are stored, and applied to the deliveries that they are about, if these are known yet. */
  abstract receive(bankId: string, providerId: string, receipts: readonly Receipt[]): Promise<void>;
}
