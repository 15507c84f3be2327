import { hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { secretsKeys } from '../../platform/config/persisted-secret.js';
import { hashAddress } from './addresses.js';

/** Knows addresses again that nobody has stored. The first key of `SECRETS_KEY` hashes what is new; what the others hashed is found too. */
@Injectable()
export class AddressHashes {
  private readonly keys: readonly Buffer[];

  constructor(@Inject(CONFIG) config: Config) {
    this.keys = secretsKeys(config).map((key) => Buffer.from(hkdfSync('sha256', key, '', 'customer-messages addresses v1', 32)));
  }

  /** Of the current key first. */
  of(bankId: string, channel: string, address: string): readonly [string, ...string[]] {
    return this.keys.map((key) => hashAddress(key, bankId, channel, address)) as [string, ...string[]];
  }
}
