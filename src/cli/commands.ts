import { randomUUID } from 'node:crypto';
import type { Type } from '@nestjs/common';
import { Command } from 'commander';
import type { Actor } from '../audit/audit-trail.service.js';
import type { Config } from '../config/config.js';
import { ConsumersService } from '../consumers/consumers.service.js';
import { EntitlementsService } from '../entitlements/entitlements.service.js';
import { ObpError } from '../obp/errors/obp-error.js';
import type { User } from '../users/user.entity.js';
import { UserLocks } from '../users/user-locks.service.js';
import { UsersService } from '../users/users.service.js';
import { readPassword } from './read-password.js';

/** The running parts of the service that commands use. */
export interface Services {
  get<Service>(type: Type<Service>): Service;
  readonly config: Config;
}

type WithServices = <Result>(work: (services: Services) => Promise<Result>) => Promise<Result>;

/** In the audit trail an act of the command line has no user and no consumer. */
const operator = (): Actor => ({ userId: '', consumerId: '', correlationId: `cli-${randomUUID()}` });

const print = (facts: object): void => void process.stdout.write(`${JSON.stringify(facts, null, 2)}\n`);

/** What an operator does before anybody can log in. Each command prints what it made, as JSON. */
export function commands(withServices: WithServices): Command {
  const program = new Command('npm run cli --')
    .description('The first steps of an installation. Uses the database of DATABASE_URL, or the embedded one while the service is stopped.')
    .exitOverride()
    .showHelpAfterError();
  addConsumer(program.command('consumer').description('applications that call the API'), withServices);
  addUser(program.command('user').description('users with a password'), withServices);
  addEntitlement(program.command('entitlement').description('roles of users'), withServices);
  return program;
}

function addConsumer(group: Command, withServices: WithServices): void {
  group
    .command('create')
    .description('make an application; its secret is shown this once')
    .requiredOption('--name <name>', 'its name')
    .option('--description <text>', 'what it is for', 'Made on the command line')
    .option('--developer-email <address>', 'whom to ask about it', '')
    .option('--redirect-url <url>', 'where a sign-in may return to', '')
    .action(
      async ({
        name,
        description,
        developerEmail,
        redirectUrl,
      }: Record<'name' | 'description' | 'developerEmail' | 'redirectUrl', string>) => {
        const created = await withServices((services) =>
          services
            .get(ConsumersService)
            .create(operator(), { name, description, developerEmail, redirectUrl, clientCertificate: '', isActive: true }),
        );
        print({
          consumer_id: created.consumer.consumerId,
          key: created.consumer.key,
          secret: created.secret,
          app_name: created.consumer.name,
        });
      },
    );
}

function addUser(group: Command, withServices: WithServices): void {
  group
    .command('create')
    .description('make a user; the password is asked for, or read from standard input')
    .requiredOption('--username <name>', 'the name to log in with')
    .requiredOption('--email <address>', 'the e-mail address')
    .option('--first-name <name>', 'the first name', '')
    .option('--last-name <name>', 'the last name', '')
    .option('--super-admin', 'may grant any role', false)
    .action(async (given: { username: string; email: string; firstName: string; lastName: string; superAdmin: boolean }) => {
      const { superAdmin: isSuperAdmin, ...user } = given;
      const password = await readPassword();
      const created = await withServices((services) => services.get(UsersService).create(operator(), { ...user, password, isSuperAdmin }));
      print({ user_id: created.userId, username: created.username, provider: created.provider, super_admin: isSuperAdmin });
    });
  group
    .command('unlock')
    .description('end whatever lock a user has, and count bad logins anew')
    .argument('<username>', 'the name to log in with')
    .option('--provider <name>', 'who vouches for the user, if not this service')
    .action(async (username: string, { provider }: { provider?: string }) => {
      const name = { username, ...(provider === undefined ? {} : { provider }) };
      const { badAttempts } = await withServices((services) => services.get(UserLocks).unlock(operator(), name));
      print({ username, bad_attempts_since_last_success_or_reset: badAttempts });
    });
}

function addEntitlement(group: Command, withServices: WithServices): void {
  group
    .command('grant')
    .description('grant a role to a user')
    .requiredOption('--user <name or id>', 'whom to grant it to')
    .requiredOption('--role <name>', 'the role, such as CanCreateCustomerMessage')
    .option('--bank <id>', 'at which bank, for a role that requires one', '')
    .action(async ({ user, role, bank }: Record<'user' | 'role' | 'bank', string>) => {
      const granted = await withServices(async (services) => {
        const { userId } = await findUser(services, user);
        return services.get(EntitlementsService).grantUnasked(operator(), userId, role, bank);
      });
      print({ entitlement_id: granted.entitlementId, user_id: granted.userId, role_name: granted.roleName, bank_id: granted.bankId });
    });
}

async function findUser({ get, config }: Services, nameOrId: string): Promise<User> {
  const users = get(UsersService);
  const found = (await users.findByName(config.localIdentityProvider, nameOrId)) ?? (await users.findById(nameOrId));
  if (found === null || found.isDeleted) throw new ObpError('UserNotFoundById');
  return found;
}
