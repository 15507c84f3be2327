import type { Command } from 'commander';
import { ConsumerCredentials } from '../../access/consumers/consumer-credentials.js';
import type { Consumer } from '../../access/consumers/consumer.entity.js';
import { consumerNotFound, ConsumersService } from '../../access/consumers/consumers.service.js';
import { parseRole } from '../../access/roles/parse-role.js';
import { ScopesService } from '../../access/scopes/scopes.service.js';
import { operator, print, type Services, type WithServices } from './services.js';
import { page, type Page, withPage } from './page.js';

const WHICH = ['<consumer>', 'its id, key or name'] as const;

/** Commands for existing applications. */
export function addConsumerCredentials(group: Command, withServices: WithServices): void {
  withPage(group.command('list').description('the applications, newest first')).action(async (asked: Page) => {
    const found = await withServices((services) => services.get(ConsumersService).list(page(asked)));
    print({
      consumers: found.map(({ consumer: { consumerId, key, name, isActive, createdAt } }) => ({
        consumer_id: consumerId,
        key,
        app_name: name,
        enabled: isActive,
        created: createdAt.toISOString(),
      })),
    });
  });
  for (const [command, enabled, does] of [
    ['enable', true, 'let an application in'],
    ['disable', false, 'shut an application out: nobody signs in through it, and its tokens are refused until it is enabled'],
  ] as const)
    group
      .command(command)
      .description(does)
      .argument(...WHICH)
      .action(async (which: string) => {
        const { consumerId } = await withServices(async (services) => {
          const consumer = await find(services, which);
          await services.get(ConsumersService).setEnabled(operator(), consumer, enabled);
          return consumer;
        });
        print({ consumer_id: consumerId, enabled });
      });
  group
    .command('rotate')
    .description('make a new secret for an application, shown this once; the one before stays good for a while')
    .argument(...WHICH)
    .option('--overlap-hours <hours>', 'for how long, 24 if nothing is said; 0 ends all earlier secrets at once')
    .action(async (which: string, { overlapHours }: { overlapHours?: string }) => {
      const { consumer, secret, previousExpireAt } = await withServices(async (services) => {
        const { consumerId } = await find(services, which);
        const hours = overlapHours === undefined ? undefined : /^\d{1,6}$/.test(overlapHours) ? Number(overlapHours) : NaN;
        return services.get(ConsumerCredentials).rotate(operator(), consumerId, hours);
      });
      print({
        consumer_id: consumer.consumerId,
        key: consumer.key,
        secret,
        previous_secrets_expire: previousExpireAt?.toISOString() ?? null,
      });
    });
  group
    .command('scope')
    .description('give an application the scope of a role, which it needs beside its user where REQUIRE_SCOPES says so')
    .argument(...WHICH)
    .requiredOption('--role <role>', 'its name')
    .option('--bank <bank-id>', 'where it holds, if it is a role at a bank', '')
    .action(async (which: string, { role: name, bank }: Record<'role' | 'bank', string>) => {
      const scope = await withServices(async (services) => {
        const role = parseRole(name, bank);
        const { consumerId } = await find(services, which);
        return services.get(ScopesService).give(operator(), consumerId, role, bank);
      });
      print({ scope_id: scope.scopeId, consumer_id: scope.consumerId, role_name: scope.roleName, bank_id: scope.bankId });
    });
  group
    .command('delete')
    .description('delete an application for ever; its sessions are over, messages keep its id')
    .argument(...WHICH)
    .action(async (which: string) => {
      const { consumerId, name } = await withServices(async (services) => {
        const consumer = await find(services, which);
        await services.get(ConsumerCredentials).delete(operator(), consumer.consumerId);
        return consumer;
      });
      print({ consumer_id: consumerId, app_name: name, deleted: true });
    });
}

async function find({ get }: Services, which: string): Promise<Consumer> {
  const found = await get(ConsumersService).findByAny(which);
  if (found === undefined) throw consumerNotFound(which);
  return found;
}
