import { Command } from 'commander';
import { ConsumersService } from '../../access/consumers/consumers.service.js';
import { EntitlementsService } from '../../access/entitlements/entitlements.service.js';
import { InvitedSignUps } from '../../access/invitations/invited-sign-ups.js';
import { toUserInvitationDto } from '../../access/invitations/v1/user-invitation.mapper.js';
import { UsersService } from '../../access/users/users.service.js';
import { addAudit } from './audit-commands.js';
import { addConsumerCredentials } from './consumer-commands.js';
import { readPassword } from './read-password.js';
import { addSecrets, type WithDatabase } from './secrets-commands.js';
import { getUser, operator, print, publicUrlOf, type WithServices } from './services.js';
import { addUserAccounts } from './user-commands.js';

/** Commands for operators, for use before anybody can log in, or when nobody can. Each prints its result as JSON. */
export function commands(withServices: WithServices, withDatabase: WithDatabase): Command {
  const program = new Command('npm run cli --')
    .description(
      'The first steps of an installation, and users and applications later. Uses the database of DATABASE_URL, or the embedded one while the service is stopped.',
    )
    .exitOverride()
    .showHelpAfterError();
  const consumer = program.command('consumer').description('applications that call the API');
  addConsumer(consumer, withServices);
  addConsumerCredentials(consumer, withServices);
  const user = program.command('user').description('users with a password');
  addUser(user, withServices);
  addUserAccounts(user, withServices);
  addSecrets(program.command('secrets').description('secrets that are stored encrypted'), withDatabase);
  addAudit(program.command('audit').description('who did what, and what was refused'), withServices);
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
    .command('invite')
    .description('make a link by which one person can sign up, once, within 72 hours')
    .option('--bank <id>', 'the bank that invites', '')
    .action(async ({ bank }: { bank: string }) => {
      await withServices(async (services) => {
        const given = await services.get(InvitedSignUps).invite(operator(), bank);
        print(toUserInvitationDto(given, publicUrlOf(services)));
      });
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
        const { userId } = await getUser(services, user);
        return services.get(EntitlementsService).grantUnchecked(operator(), userId, role, bank);
      });
      print({ entitlement_id: granted.entitlementId, user_id: granted.userId, role_name: granted.roleName, bank_id: granted.bankId });
    });
}
