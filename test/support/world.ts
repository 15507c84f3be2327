import { randomBytes } from 'node:crypto';
import { Client, sandboxOf, shared } from './client.js';

export const PASSWORD = 'World-Pass-2026!';

export interface WorldUser {
  readonly userId: string;
  readonly username: string;
  readonly token: string;
}

/**
 * A part of the shared service that no other test file sees: its own banks, customers and users, created over HTTP.
 *
 * @example
 * ```ts
 * let world: World;
 * beforeAll(async () => {
 *   world = await World.create();
 * });
 *
 * test('staff list what was sent', async () => {
 *   const bank = await world.bank();
 *   const staff = await world.user('staff');
 *   await world.grant(staff, 'CanGetCustomerMessages', bank);
 *   const customer = await world.customer(bank);
 *   const { status } = await world.client.get(`/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`, { token: staff.token });
 *   expect(status).toBe(200);
 * });
 * ```
 */
export class World {
  readonly run = randomBytes(4).toString('hex');

  private constructor(
    readonly client: Client,
    readonly consumerKey: string,
    readonly admin: WorldUser,
  ) {}

  static async create(client = new Client(), dataDir = shared().dataDir): Promise<World> {
    const { consumer_key: key, users } = sandboxOf(dataDir);
    const token = await client.login(users.admin.username, users.admin.password, key);
    const world = new World(client, key, { userId: users.admin.user_id, username: users.admin.username, token });
    await world.grantIfMissing(world.admin, 'CanCreateBank');
    await world.grantIfMissing(world.admin, 'CanCreateCustomerAtAnyBank');
    await world.grantIfMissing(world.admin, 'CanCreateUserCustomerLinkAtAnyBank');
    return world;
  }

  /** A user who is logged in; the name is made unique. */
  async user(name: string): Promise<WorldUser> {
    const username = `${name}.${this.run}.${randomBytes(3).toString('hex')}`;
    const { body } = await this.expect(
      201,
      this.client.post<{ user_id: string }>('/obp/v4.0.0/users', {
        email: `${username}@example.com`,
        username,
        password: PASSWORD,
        first_name: name,
        last_name: 'Test',
      }),
    );
    return { userId: body.user_id, username, token: await this.client.login(username, PASSWORD, this.consumerKey) };
  }

  async bank(): Promise<string> {
    const id = `b.${randomBytes(5).toString('hex')}`;
    await this.expect(
      201,
      this.client.post(
        '/obp/v4.0.0/banks',
        { id, short_name: id, full_name: `Bank ${id}`, logo: '', website: '', bank_routings: [] },
        { token: this.admin.token },
      ),
    );
    return id;
  }

  async customer(bankId: string): Promise<string> {
    const { body } = await this.expect(
      201,
      this.client.post<{ customer_id: string }>(`/obp/v4.0.0/banks/${bankId}/customers`, CUSTOMER, { token: this.admin.token }),
    );
    return body.customer_id;
  }

  /** @returns the entitlement's id. */
  async grant(user: WorldUser, role: string, bankId = ''): Promise<string> {
    const { body } = await this.expect(201, this.tryGrant(user, role, bankId));
    return (body as { entitlement_id: string }).entitlement_id;
  }

  async grantIfMissing(user: WorldUser, role: string, bankId = ''): Promise<void> {
    const { status, body } = await this.tryGrant(user, role, bankId);
    if (status !== 201 && !(body as { message: string }).message.startsWith('OBP-30216'))
      throw new Error(`granting ${role}: ${JSON.stringify(body)}`);
  }

  async link(bankId: string, user: WorldUser, customerId: string): Promise<void> {
    await this.expect(
      201,
      this.client.post(
        `/obp/v4.0.0/banks/${bankId}/user_customer_links`,
        { user_id: user.userId, customer_id: customerId },
        { token: this.admin.token },
      ),
    );
  }

  private tryGrant(user: WorldUser, role: string, bankId: string): ReturnType<Client['post']> {
    return this.client.post(
      `/obp/v4.0.0/users/${user.userId}/entitlements`,
      { bank_id: bankId, role_name: role },
      { token: this.admin.token },
    );
  }

  private async expect<Result extends { status: number; body: unknown }>(status: number, answering: Promise<Result>): Promise<Result> {
    const answer = await answering;
    if (answer.status !== status) throw new Error(`wanted ${status}, answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer;
  }
}

/** A body that creates a customer. */
export const CUSTOMER = {
  legal_name: 'Eveline Tripman',
  mobile_phone_number: '+44 07972 444 876',
  email: 'eveline@example.com',
  face_image: { url: 'https://example.com/face.png', date: '2020-01-22T08:12:45Z' },
  date_of_birth: '1990-09-08T00:00:00Z',
  relationship_status: 'single',
  dependants: 1,
  dob_of_dependants: ['2019-09-08T00:00:00Z'],
  credit_rating: { rating: 'OBP', source: 'OBP' },
  credit_limit: { currency: 'EUR', amount: '10' },
  highest_education_attained: 'Master',
  employment_status: 'worker',
  kyc_status: true,
  last_ok_date: '2020-01-22T08:12:45Z',
  title: 'Dr.',
  branch_id: 'DERBY6',
  name_suffix: 'Sr',
};

/** A body that creates a message through v4.0.0. */
export const MESSAGE = { message: 'Your card is ready', transport: 'SMS', from_department: 'Open Bank', from_person: 'Tom' };
