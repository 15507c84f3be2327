import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Bank } from '../banks/bank.entity.js';
import { CONFIG, type Config, ConfigError } from '../config/config.js';
import { Consumer } from '../consumers/consumer.entity.js';
import { Customer } from '../customers/customer.entity.js';
import { UserCustomerLink } from '../customers/user-customer-link.entity.js';
import { Database } from '../database/database.js';
import { insertEntitlement } from '../entitlements/insert-entitlement.js';
import { ROLES } from '../entitlements/roles.js';
import { PasswordsService } from '../users/passwords.service.js';
import { User } from '../users/user.entity.js';
import { SANDBOX, type SandboxUserName } from './sandbox-data.js';

/** The facts of `sandbox.json`. */
export interface SandboxFacts {
  readonly base_url: string;
  readonly consumer_key: string;
  readonly bank_id: string;
  readonly customer_id: string;
  readonly users: Readonly<Record<SandboxUserName, { user_id: string; username: string; password: string }>>;
}

/** An example bank with a customer, three users and an application, so that a first message can be sent at once. */
@Injectable()
export class SandboxService {
  constructor(
    private readonly database: Database,
    private readonly passwords: PasswordsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Makes the sandbox where it is wanted and not there yet. What somebody changed in it since stays changed.
   *
   * @throws ConfigError where its public passwords would be a way in: in production, or beyond loopback unasked.
   */
  async prepare(): Promise<void> {
    await this.database.transaction(async (manager) => {
      // Two starts on one empty database: the second waits here and then finds the first one's.
      await manager.query('LOCK TABLE consumers IN SHARE ROW EXCLUSIVE MODE');
      const exists = await manager.existsBy(Consumer, { consumerId: SANDBOX.consumerId });
      const allowed = !this.config.production && (this.config.loopback || this.config.sandboxAsked);
      if (exists && !allowed) throw exposed(this.config.production);
      if (!exists && this.config.sandbox) {
        if (!allowed) throw exposed(this.config.production);
        await this.create(manager);
      }
    });
  }

  /** Writes `sandbox.json`; undefined where the sandbox is off. */
  async describe(baseUrl: string): Promise<SandboxFacts | undefined> {
    if (!this.config.sandbox) return undefined;
    const ids = await this.database.transaction((manager) => manager.findBy(User, { provider: this.config.localIdentityProvider }));
    const user = (name: SandboxUserName): SandboxFacts['users'][SandboxUserName] => {
      const { username, password } = SANDBOX.users[name];
      return { user_id: ids.find((known) => known.username === username)?.userId ?? '', username, password };
    };
    const facts: SandboxFacts = {
      base_url: baseUrl,
      consumer_key: SANDBOX.consumerKey,
      bank_id: SANDBOX.bank.bankId,
      customer_id: SANDBOX.customer.customerId,
      users: { admin: user('admin'), staff: user('staff'), customer: user('customer') },
    };
    writeFileSync(join(this.config.dataDir, 'sandbox.json'), `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 });
    return facts;
  }

  private async create(manager: EntityManager): Promise<void> {
    const { bank, customer } = SANDBOX;
    const admin = await this.createUser(manager, 'admin', true);
    const staff = await this.createUser(manager, 'staff');
    const reader = await this.createUser(manager, 'customer');
    await manager.insert(Consumer, {
      consumerId: SANDBOX.consumerId,
      key: SANDBOX.consumerKey,
      secret: '', // the sandbox's application logs in by its key alone
      name: 'Sandbox',
      description: 'The example application of the sandbox.',
      createdByUserId: admin,
      isActive: true,
    });
    await manager.insert(Bank, bank);
    await manager.insert(Customer, { ...customer, bankId: bank.bankId });
    await manager.insert(UserCustomerLink, {
      bankId: bank.bankId,
      userCustomerLinkId: uuidv7(),
      userId: reader,
      customerId: customer.customerId,
    });
    for (const role of [ROLES.CanCreateCustomerMessage, ROLES.CanGetCustomerMessages])
      await insertEntitlement(manager, staff, role, bank.bankId, 'sandbox');
  }

  private async createUser(manager: EntityManager, name: SandboxUserName, isSuperAdmin = false): Promise<string> {
    const { password, ...user } = SANDBOX.users[name];
    const userId = uuidv7();
    const passwordHash = await this.passwords.hash(password);
    await manager.insert(User, { ...user, userId, provider: this.config.localIdentityProvider, passwordHash, isSuperAdmin });
    return userId;
  }
}

const exposed = (production: boolean): ConfigError =>
  new ConfigError([
    production
      ? 'The database holds the sandbox, whose passwords are public: it is refused with NODE_ENV=production'
      : 'The sandbox, whose passwords are public, would be reachable beyond this machine: set SANDBOX=true if that is meant, or HOST=127.0.0.1',
  ]);
