import { PASSWORD, type World, type WorldUser } from './world.js';

/** A body that registers an application. */
export const CONSUMER = {
  app_name: 'Branch terminal',
  app_type: 'Web',
  description: 'What tellers use',
  developer_email: 'developer@example.com',
  redirect_url: 'https://example.com/callback',
  created_by_user_id: '',
  enabled: true,
  created: '2020-01-22T08:12:45Z',
  clientCertificate: '',
};

/** A body that limits nothing. */
export const NO_LIMITS = {
  from_date: '2020-01-01T00:00:00Z',
  to_date: '2099-01-01T00:00:00Z',
  per_second_call_limit: '-1',
  per_minute_call_limit: '-1',
  per_hour_call_limit: '-1',
  per_day_call_limit: '-1',
  per_week_call_limit: '-1',
  per_month_call_limit: '-1',
};

export interface NewConsumer {
  readonly consumerId: string;
  readonly key: string;
  readonly secret: string;
}

let made = 0;

/** An application of the test's own; the admin of the world must be able to create consumers. */
export async function newConsumer(world: World, changes: Partial<typeof CONSUMER> = {}): Promise<NewConsumer> {
  const body = { ...CONSUMER, app_name: `App ${world.run} ${made++}`, ...changes };
  const { status, body: created } = await world.client.post('/obp/v4.0.0/management/consumers', body, { token: world.admin.token });
  if (status !== 201) throw new Error(`creating a consumer was answered ${status}: ${JSON.stringify(created)}`);
  return { consumerId: created.consumer_id, key: created.key, secret: created.secret };
}

/** A token of the user through this application. */
export const loginThrough = (world: World, user: WorldUser, { key }: NewConsumer): Promise<string> =>
  world.client.login(user.username, PASSWORD, key);

/** Sets the limits of an application through v4.0.0; the admin of the world must be able to. */
export async function limit(
  world: World,
  { consumerId }: NewConsumer,
  limits: Partial<typeof NO_LIMITS> & Record<string, unknown>,
): Promise<void> {
  const path = `/obp/v4.0.0/management/consumers/${consumerId}/consumer/call-limits`;
  const { status, body } = await world.client.put(path, { ...NO_LIMITS, ...limits }, { token: world.admin.token });
  if (status !== 200) throw new Error(`limiting was answered ${status}: ${JSON.stringify(body)}`);
}
