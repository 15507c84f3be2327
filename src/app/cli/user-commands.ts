import type { Command } from 'commander';
import { PasswordResets } from '../../access/passwords/password-resets.js';
import { toPasswordResetDto } from '../../access/passwords/v1/password.mapper.js';
import { UserDirectory } from '../../access/users/user-directory.js';
import { type UserName, UserLocks } from '../../access/users/user-locks.js';
import { page, type Page, withPage } from './page.js';
import { getUser, operator, print, publicUrlOf, type WithServices } from './services.js';

const NAME = ['<username>', 'the name to log in with'] as const;
const PROVIDER = ['--provider <name>', 'who vouches for the user, if not this service'] as const;

/** Commands for existing users. */
export function addUserAccounts(group: Command, withServices: WithServices): void {
  withPage(group.command('list').description('the users, newest first, without their e-mail addresses'))
    .option('--locked', 'only those who are locked', false)
    .option('--deleted', 'the deleted ones instead', false)
    .action(async ({ locked, deleted, ...asked }: Page & { locked: boolean; deleted: boolean }) => {
      const filter = { isDeleted: deleted, isLocked: locked ? true : undefined };
      const found = await withServices((services) => services.get(UserDirectory).list(page(asked), filter));
      print({
        users: found.map(({ userId, username, provider, isLocked, isDeleted }) => ({
          user_id: userId,
          username,
          provider,
          is_locked: isLocked,
          is_deleted: isDeleted,
        })),
      });
    });
  addLocks(group, withServices);
  group
    .command('reset-password')
    .description('make a link by which a user chooses a new password, once, within 72 hours; shown this once')
    .argument('<user>', 'the name to log in with, or the id')
    .action(async (user: string) => {
      await withServices(async (services) => {
        const { userId } = await getUser(services, user);
        print(toPasswordResetDto(await services.get(PasswordResets).create(operator(), userId), publicUrlOf(services)));
      });
    });
}

function addLocks(group: Command, withServices: WithServices): void {
  group
    .command('disable')
    .description('lock a user until somebody enables: logins and tokens are refused')
    .argument(...NAME)
    .option(...PROVIDER)
    .action(async (username: string, { provider }: { provider?: string }) => {
      const { userId, lockedAt } = await withServices((services) => services.get(UserLocks).lock(operator(), nameOf(username, provider)));
      print({ user_id: userId, username, locked: lockedAt.toISOString() });
    });
  group
    .command('unlock')
    .alias('enable')
    .description('end whatever lock a user has, and count bad logins anew')
    .argument(...NAME)
    .option(...PROVIDER)
    .action(async (username: string, { provider }: { provider?: string }) => {
      const { badAttempts } = await withServices((services) => services.get(UserLocks).unlock(operator(), nameOf(username, provider)));
      print({ username, bad_attempts_since_last_success_or_reset: badAttempts });
    });
}

const nameOf = (username: string, provider?: string): UserName => ({ username, ...(provider === undefined ? {} : { provider }) });
