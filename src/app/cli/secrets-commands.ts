import type { Command } from 'commander';
import type { ClientBase } from 'pg';
import type { Config } from '../../platform/config/config.js';
import { giveUpLostKeys, type Others } from '../../platform/keys/agree-on-keys.js';
import { print } from './services.js';

/** The database before the keys have been checked. */
export interface BareDatabase {
  readonly client: ClientBase;
  readonly config: Config;
  readonly others: Others;
}

export type WithDatabase = <Result>(work: (database: BareDatabase) => Promise<Result>) => Promise<Result>;

export function addSecrets(group: Command, withDatabase: WithDatabase): void {
  group
    .command('discard-unreadable')
    .description('when a key of SECRETS_KEY is lost: take away what it encrypted. Stop the service first')
    .action(async () => {
      const discarded = await withDatabase(({ client, config, others }) => giveUpLostKeys(client, config, others));
      print({
        consumers_without_secret: discarded['consumers.secret'],
        consumers_without_previous_secrets: discarded['consumers.previous_secrets'],
        sessions_ended: discarded['oauth_access_tokens.secret']?.length,
        sign_ins_broken_off: discarded['oauth_request_tokens.secret']?.length,
      });
    });
}
