import { World, type WorldUser } from './world.js';

/** A bank of its own with the people of the main job. */
export interface Branch {
  readonly world: World;
  readonly bank: string;
  readonly customer: string;
  /** May send messages and read what was sent. */
  readonly staff: WorldUser;
  /** Acts for the customer. */
  readonly reader: WorldUser;
  /** Has no role. */
  readonly nobody: WorldUser;
}

export async function openBranch(): Promise<Branch> {
  const world = await World.create();
  const [bank, staff, reader, nobody] = await Promise.all([world.bank(), world.user('staff'), world.user('reader'), world.user('nobody')]);
  const customer = await world.customer(bank);
  await world.link(bank, reader, customer);
  for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages']) await world.grant(staff, role, bank);
  return { world, bank, customer, staff, reader, nobody };
}
