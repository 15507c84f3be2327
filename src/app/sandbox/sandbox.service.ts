import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Bank } from '../../access/banks/bank.entity.js';
import { CONFIG, type Config, ConfigError } from '../../platform/config/config.js';
import { writeFileAtomic } from '../../platform/config/write-file-atomic.js';
import { Consumer } from '../../access/consumers/consumer.entity.js';
import { SecretBox } from '../../platform/keys/secret-box.js';
import { DeliveryRoute } from '../../messaging/deliveries/routes/delivery-route.entity.js';
import { DeliverySettingsRow } from '../../messaging/preferences/delivery-settings.entity.js';
import { DeliveryProvider } from '../../messaging/providers/delivery-provider.entity.js';
import { insertCustomer } from '../../messaging/customers/search/insert-customer.js';
import { UserCustomerLink } from '../../messaging/customers/user-customer-link.entity.js';
import { Database, violatedConstraint } from '../../platform/database/database.js';
import { insertEntitlement } from '../../access/roles/insert-entitlement.js';
import { ROLES } from '../../platform/endpoint/roles.js';
import { writeTemplates } from './sandbox-templates.js';
import { PasswordsService } from '../../access/users/passwords.service.js';
import { User } from '../../access/users/user.entity.js';
import { SANDBOX, type SandboxUserName } from '../../platform/config/sandbox-data.js';

/** The facts of `sandbox.json`. */
export interface SandboxFacts {
  readonly base_url: string;
  readonly consumer_key: string;
  readonly consumer_secret: string;
  /** OAuth 1.0a callbacks must lie within it. */
  readonly redirect_url: string;
  /** The environment that makes OBP's API Explorer II use this service. */
  readonly api_explorer_ii: Readonly<Record<string, string>>;
  readonly bank_id: string;
  readonly customer_id: string;
  readonly users: Readonly<Record<SandboxUserName, { user_id: string; username: string; password: string }>>;
}

const STAFF_ROLES = [
  ROLES.CanGetCustomer,
  ROLES.CanCreateCustomerMessage,
  ROLES.CanGetCustomerMessages,
  ROLES.CanGetDeliveries,
  ROLES.CanGetDeliveryStatistics,
  ROLES.CanGetDeliveryPreferences,
  ROLES.CanGetSuppressions,
];

/** An example bank with a customer, three users and an application, so that a first message can be sent at once. */
@Injectable()
export class SandboxService {
  constructor(
    private readonly database: Database,
    private readonly passwords: PasswordsService,
    private readonly box: SecretBox,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Creates the sandbox if it is wanted and missing. Later changes to it are kept.
   *
   * @throws ConfigError if its public passwords would be a way in: in production, or beyond loopback without an explicit request.
   */
  async prepare(): Promise<void> {
    const { production, loopback, sandbox, sandboxAsked } = this.config;
    const exists = await this.database.transaction(isMade);
    if (!exists && !sandbox) return;
    if (production || !(loopback || sandboxAsked)) throw exposed(production);
    if (exists) return this.complete();
    try {
      await this.database.transaction(async (manager) => {
        // When several processes start on one empty database, the later ones wait here and then find what the first has created.
        await manager.query('LOCK TABLE consumers IN SHARE ROW EXCLUSIVE MODE');
        if (!(await isMade(manager))) await this.create(manager);
      });
    } catch (error) {
      if (violatedConstraint(error) === undefined) throw error;
      throw new ConfigError(['SANDBOX: the database holds a bank or users of the same names; set SANDBOX=false, or use another database']);
    }
  }

  /** Writes `sandbox.json`; undefined if the sandbox is off. */
  async describe(baseUrl: string): Promise<SandboxFacts | undefined> {
    if (!this.config.sandbox) return undefined;
    const usernames = Object.values(SANDBOX.users).map(({ username }) => username);
    const known = await this.database.transaction((manager) =>
      manager.findBy(User, { provider: this.config.localIdentityProvider, username: In(usernames) }),
    );
    const user = (name: SandboxUserName): SandboxFacts['users'][SandboxUserName] => {
      const { username, password } = SANDBOX.users[name];
      return { user_id: known.find((one) => one.username === username)?.userId ?? '', username, password };
    };
    const facts: SandboxFacts = {
      base_url: baseUrl,
      consumer_key: SANDBOX.consumerKey,
      consumer_secret: SANDBOX.consumerSecret,
      redirect_url: SANDBOX.redirectUrl,
      api_explorer_ii: {
        VITE_OBP_API_HOST: baseUrl,
        VITE_OBP_API_VERSION: 'v5.1.0',
        VITE_OBP_CONSUMER_KEY: SANDBOX.consumerKey,
        VITE_OBP_CONSUMER_SECRET: SANDBOX.consumerSecret,
        VITE_OBP_REDIRECT_URL: SANDBOX.redirectUrl,
      },
      bank_id: SANDBOX.bank.bankId,
      customer_id: SANDBOX.customer.customerId,
      users: { admin: user('admin'), staff: user('staff'), customer: user('customer') },
    };
    writeFileAtomic(join(this.config.dataDir, 'sandbox.json'), `${JSON.stringify(facts, null, 2)}\n`);
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
      secret: this.sealedSecret(),
      redirectUrl: SANDBOX.redirectUrl,
      name: 'Sandbox',
      description: 'The example application of the sandbox.',
      createdByUserId: admin,
      isActive: true,
    });
    await manager.insert(Bank, bank);
    await insertCustomer(manager, { ...customer, bankId: bank.bankId });
    await manager.insert(UserCustomerLink, {
      bankId: bank.bankId,
      userCustomerLinkId: uuidv7(),
      userId: reader,
      customerId: customer.customerId,
    });
    for (const role of STAFF_ROLES) await insertEntitlement(manager, staff, role, bank.bankId, 'sandbox');
    await this.createWaysOut(manager);
    await writeTemplates(manager, bank.bankId);
  }

  /** SMS and EMAIL lead to a provider that only says what it would do. */
  private async createWaysOut(manager: EntityManager): Promise<void> {
    const { bankId } = SANDBOX.bank;
    const providerId = 'simulator';
    await manager.insert(DeliverySettingsRow, { bankId, country: 'GB', timeZone: 'Europe/London' });
    await manager.insert(DeliveryProvider, { bankId, providerId, kind: 'simulator' });
    for (const channel of ['sms', 'email'])
      await manager.insert(DeliveryRoute, {
        bankId,
        transport: channel,
        channel,
        providers: [{ provider_id: providerId, rank: 0, weight: 1 }],
      });
  }

  /** A sandbox of an earlier release has no secret, and signs nothing. */
  private async complete(): Promise<void> {
    const { consumerId, redirectUrl } = SANDBOX;
    await this.database.transaction(async (manager) => {
      const { affected } = await manager.update(Consumer, { consumerId, secret: '', deletedAt: IsNull() }, { secret: this.sealedSecret() });
      if (affected === 1) await manager.update(Consumer, { consumerId, redirectUrl: '' }, { redirectUrl });
    });
  }

  private sealedSecret(): string {
    return this.box.seal(SANDBOX.consumerSecret, SANDBOX.consumerId);
  }

  private async createUser(manager: EntityManager, name: SandboxUserName, isSuperAdmin = false): Promise<string> {
    const { password, ...user } = SANDBOX.users[name];
    const userId = uuidv7();
    const passwordHash = await this.passwords.hash(password);
    await manager.insert(User, { ...user, userId, provider: this.config.localIdentityProvider, passwordHash, isSuperAdmin });
    return userId;
  }
}

const isMade = (manager: EntityManager): Promise<boolean> => manager.existsBy(Consumer, { consumerId: SANDBOX.consumerId });

const exposed = (production: boolean): ConfigError =>
  new ConfigError([
    production
      ? 'The database holds the sandbox, whose passwords are public: it is refused with NODE_ENV=production'
      : 'The sandbox, whose passwords are public, would be reachable beyond this machine: set SANDBOX=true if that is meant, or HOST=127.0.0.1',
  ]);
