import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ES } from '../../src/web/kit/texts/es.js';
import { expectAccessible } from '../support/axe.js';
import { describeInBrowser, expectFocus, tabTo } from '../support/browser.js';
import { PASSWORD, World, type WorldUser } from '../support/world.js';

const ROLES = [
  ...['CanGetAnyUser', 'CanLockUser', 'CanUnlockUser', 'CanCreateEntitlementAtAnyBank', 'CanDeleteEntitlementAtAnyBank'],
  ...['CanGetEntitlementsForAnyUserAtAnyBank', 'CanRevokeSessionsOfAnyUser', 'CanCreateResetPasswordUrl', 'CanGetConsumers'],
  ...['CanCreateConsumer', 'CanEnableConsumers', 'CanDisableConsumers', 'CanRotateConsumerSecrets', 'CanGetAuditRecords'],
  ...['CanReadCallLimits', 'CanSetCallLimits'],
];

const said = (page: Page, text: string): Promise<void> => page.getByRole('status').filter({ hasText: text }).waitFor();
const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

describeInBrowser('an administrator', (open) => {
  let world: World;
  let administrator: WorldUser;
  beforeAll(async () => {
    world = await World.create();
    administrator = await world.user('caretaker');
    for (const role of ROLES) await world.grant(administrator, role);
  });
  const statusOf = async (token: string): Promise<number> => (await world.client.get('/obp/v3.0.0/users/current', { token })).status;

  test('finds somebody, asks back before locking, unlocks, gives a role and takes it away, and makes a link for a new password', async () => {
    const [bank, person] = await Promise.all([world.bank(), world.user('person')]);
    const { username: name } = person;
    const page = await open('/explorer/people', {}, administrator);
    await page.getByLabel('User name or e-mail address').fill(name);
    await press(page, 'Search');
    await press(page, `Open ${name}`);
    await page.getByRole('heading', { name }).waitFor();
    await expectFocus(page, name);
    await expectAccessible(page);

    await press(page, `Lock ${name}`);
    await expectFocus(page, 'No');
    await page.keyboard.press('Escape');
    await expectFocus(page, `Lock ${name}`);
    expect(await statusOf(person.token)).toBe(200);
    await press(page, `Lock ${name}`);
    await press(page, `Really: Lock ${name}`);
    await said(page, `${name} is locked.`);
    await expect(world.client.login(name, PASSWORD, world.consumerKey)).rejects.toThrow();
    await press(page, `Unlock ${name}`);
    await said(page, `${name} is unlocked.`);

    await page.getByLabel('Role', { exact: true }).fill('CanGetCustomerMessages');
    await page.locator('.panel').getByLabel('Bank').selectOption(bank);
    await press(page, 'Give this role');
    await said(page, `${name} has the role CanGetCustomerMessages.`);
    await press(page, `Take CanGetCustomerMessages away from ${name}`);
    await press(page, `Really: Take CanGetCustomerMessages away from ${name}`);
    await said(page, `${name} has no longer the role CanGetCustomerMessages.`);
    await page.getByText('No roles.').waitFor();
    await page.getByLabel('Role', { exact: true }).fill('CanDoWhatNobodyCan');
    await press(page, 'Give this role');
    await said(page, 'OBP-');

    await press(page, `Make a link for a new password of ${name}`);
    await press(page, `Really: Make a link for a new password of ${name}`);
    const link = await page.locator('.once code').innerText();
    expect(link).toMatch(/\/password-reset\?token=/);
    await page.getByLabel('User name or e-mail address').fill(`${name}@example.com`);
    await press(page, 'Search');
    await page.locator(`[data-user="${name}"]`).waitFor();
    await page.getByLabel('User name or e-mail address').fill('nobody.at.all');
    await press(page, 'Search');
    await said(page, 'There is nobody like that.');
  });

  test('registers an application, whose secret is shown once, gives it a new one, disables it, and reads of it in the audit trail', async () => {
    const app = `Terminal ${world.run}`;
    const page = await open('/explorer/applications', {}, administrator);
    await page.getByText('New application').click();
    await page.getByLabel('Application', { exact: true }).fill(app);
    await page.getByLabel('Description').fill('What tellers use');
    await page.getByLabel('E-mail of the developer').fill('developer@bank.example');
    await press(page, 'Create');
    await said(page, `${app} is registered.`);
    const [key = '', secret] = await page.locator('.once code').allInnerTexts();
    expect(await statusOf(await world.client.login(administrator.username, PASSWORD, key))).toBe(200);
    await page.locator(`[data-application="${app}"]`).waitFor();
    await expectAccessible(page);

    await press(page, `Call limits of ${app}`);
    await page.getByText('None are set for this application').waitFor();
    await page.getByLabel('per minute').fill('1000');
    await page.getByLabel('Until (UTC)').fill('2001-01-01');
    await press(page, 'Set the limits');
    await page.getByText('The field to_date must not be before from_date.').waitFor();
    await page.getByLabel('Until (UTC)').fill('2099-01-01');
    await press(page, 'Set the limits');
    await said(page, `The limits of ${app} are set, and hold at once.`);
    await page.getByText('These are set for this application.').waitFor();
    expect(await page.getByLabel('per minute').inputValue()).toBe('1000');
    await expectAccessible(page);
    await press(page, 'Close');

    await press(page, `Make a new secret for ${app}`);
    await press(page, `Really: Make a new secret for ${app}`);
    await said(page, `${app} has a new secret.`);
    const [sameKey, other] = await page.locator('.once code').allInnerTexts();
    expect([sameKey, other === secret]).toEqual([key, false]);
    await press(page, `Disable ${app}`);
    await press(page, `Really: Disable ${app}`);
    await said(page, `${app} is disabled.`);
    await expect(world.client.login(administrator.username, PASSWORD, key)).rejects.toThrow();
    await page.reload();
    await page.locator(`[data-application="${app}"]`).getByText('disabled').waitFor();
    expect(await page.locator('.once').count()).toBe(0);

    await page.getByRole('link', { name: 'Audit trail' }).click();
    await page.getByLabel('Done by (user id)').fill(administrator.userId);
    await page.getByLabel('Act').fill('consumer.created');
    await press(page, 'Search');
    await page.getByRole('status').filter({ hasText: 'Working' }).waitFor({ state: 'detached' });
    const record = page.locator('[data-action="consumer.created"]').first();
    await record.getByText('Show').click();
    expect(await record.innerText()).toContain(app);
    expect(await page.content()).not.toContain(secret);
    await expectAccessible(page);
  });

  test('sets up a provider, tests it, gives a transport its route, and takes both away again', async () => {
    const bank = await world.bank();
    const setter = await world.user('setter');
    await world.grant(setter, 'CanManageProviders', bank);
    const page = await open(`/explorer/providers?bank=${bank}`, {}, setter);
    await page.getByText('At this bank you may not see or change the routes.').waitFor();
    await page.getByText('The bank has no provider yet').waitFor();
    await world.grant(setter, 'CanManageRoutes', bank);
    await page.reload();

    await page.getByText('New provider').click();
    await page.getByLabel('Id', { exact: true }).fill('main');
    await page.getByLabel('Kind').selectOption('simulator');
    await page.getByLabel('Settings (JSON)').fill('{');
    await press(page, 'Save');
    await page.getByText('The settings have to be a JSON object.').waitFor();
    await page.getByLabel('Settings (JSON)').fill('{}');
    await press(page, 'Save');
    await said(page, 'main is saved.');
    const provider = page.locator('[data-provider="main"]');
    await provider.getByLabel('Your own phone number or e-mail address').fill('+34600000001');
    await provider.getByRole('button', { name: 'Send a test message' }).click();
    await provider.getByRole('status').filter({ hasText: 'The provider took the message' }).waitFor();

    await page.getByText('Set a route').click();
    await page.getByLabel('Transport').fill('SMS');
    await page.getByLabel('First provider').selectOption('main');
    await page
      .locator('form', { has: page.getByLabel('First provider') })
      .getByRole('button', { name: 'Save' })
      .click();
    await said(page, 'The route SMS is saved.');
    await page.locator('[data-route="sms"]').getByText('main (rank 0, weight 1)').waitFor();
    await expectAccessible(page);

    await press(page, 'Disable main');
    await press(page, 'Really: Disable main');
    await said(page, 'main is disabled.');
    await press(page, 'Enable main');
    await said(page, 'main is enabled.');
    await press(page, 'Remove the route sms');
    await press(page, 'Really: Remove the route sms');
    await said(page, 'The route sms is removed.');
    await press(page, 'Remove main');
    await press(page, 'Really: Remove main');
    await said(page, 'main is removed.');
    await page.getByText('The bank has no provider yet').waitFor();
  });

  test('writes a template in two languages, sees what it costs as SMS, is told at the field what is wrong, changes it and archives it', async () => {
    const bank = await world.bank();
    const author = await world.user('author');
    const page = await open(`/explorer/templates?bank=${bank}`, {}, author);
    await page.getByText('At this bank you may not see or change the templates.').waitFor();
    await world.grant(author, 'CanManageTemplates', bank);
    await page.reload();

    await said(page, 'The bank has no template yet.');
    await page.getByText('New template').click();
    await page.getByLabel('Id', { exact: true }).fill('Card');
    await page.getByLabel('Name', { exact: true }).fill('A card');
    await page.getByLabel('Text (en)').fill('Your card is at {{branch}}.');
    await page.getByLabel('branch').fill('Derby');
    await page.getByText('Your card is at Derby.').waitFor();
    await said(page, '1 segment in GSM-7 (22 units).');
    await press(page, 'Add a language');
    await page.getByLabel('Language', { exact: true }).nth(1).fill('es');
    await page.getByLabel('Text (es)').fill('Su tarjeta está en {{branch}}.');
    await page.getByLabel('Text to preview').selectOption('es');
    await said(page, 'Because of: á');
    await press(page, 'Create the template');
    await page.locator('.below', { hasText: 'template_id must be of 1 to 64 lower-case letters' }).waitFor();
    await expectFocus(page, 'template_id');
    await page.getByLabel('Id', { exact: true }).fill('card');
    await press(page, 'Create the template');
    await said(page, 'The template A card is made.');
    await expectFocus(page, 'A card');
    await page.locator('[data-template="card"]').waitFor();
    await expectAccessible(page);

    await page.getByText('Change the texts').click();
    const form = page.locator('.change');
    await form.getByLabel('Text (es)').fill('Su tarjeta le espera {{');
    await press(page, 'Save as a new version');
    await form.locator('.below', { hasText: 'the text in es has {{ outside of a placeholder' }).waitFor();
    await form.getByLabel('Text (es)').fill('Su tarjeta le espera.');
    await press(page, 'Save as a new version');
    await said(page, 'card has a new version.');
    await page.locator('[data-text="es"]', { hasText: 'Su tarjeta le espera.' }).waitFor();
    await page.getByLabel('Version').selectOption('1');
    await page.locator('[data-text="es"]', { hasText: 'Su tarjeta está en' }).waitFor();

    await press(page, 'Archive A card: nothing is sent with it any more');
    await press(page, 'Really: Archive A card: nothing is sent with it any more');
    await said(page, 'A card is archived.');
    await expectFocus(page, 'A card');
    await page.getByLabel('Id or name contains').fill('CARD');
    await press(page, 'Search');
    await said(page, 'No template fits.');
    await page.getByLabel('Archived ones too').check();
    await press(page, 'Search');
    await page.locator('[data-template="card"]').getByText('archived').waitFor();
  });

  test('finds a customer, corrects the phone, links a user by name and unlinks again, and makes another customer', async () => {
    const [bank, reader, keeper] = await Promise.all([world.bank(), world.user('reader'), world.user('keeper')]);
    await world.customer(bank);
    const page = await open(`/explorer/customers?bank=${bank}`, {}, keeper);
    await page.getByText('At this bank you may not look up customers.').waitFor();
    for (const role of ['CanGetCustomer', 'CanUpdateCustomerMobilePhoneNumber', 'CanUpdateCustomerEmail', 'CanCreateCustomer'])
      await world.grant(keeper, role, bank);
    for (const role of ['CanGetUserCustomerLink', 'CanCreateUserCustomerLink', 'CanDeleteUserCustomerLink'])
      await world.grant(keeper, role, bank);
    await page.reload();

    await page.getByRole('heading', { name: `Bank ${bank}` }).waitFor();
    await page.getByText('Your roles at this bank (7)').waitFor();
    await page.getByRole('combobox', { name: 'Customer' }).fill('trip');
    await page.getByRole('option', { name: 'Eveline Tripman' }).click();
    await page.getByText('Nobody reads the messages to this customer on the pages yet.').waitFor();
    await page.getByText('Correct phone and e-mail').click();
    const phone = page.locator('details', { hasText: 'Correct phone and e-mail' }).getByLabel('Phone');
    await phone.fill('1'.repeat(51));
    await press(page, 'Save');
    await page.locator('.below', { hasText: 'mobile_phone_number must have at most 50 characters' }).waitFor();
    await expectFocus(page, 'mobile_phone_number');
    await phone.fill('+34 600 000 001');
    await press(page, 'Save');
    await said(page, 'The contact of Eveline Tripman is corrected.');
    await page.locator('.customer-card', { hasText: '+34 600 000 001' }).waitFor();

    await page.getByLabel('User name').fill('nobody.at.all');
    await press(page, 'Link this user');
    await page.getByRole('alert').filter({ hasText: 'OBP-20027' }).waitFor();
    await page.getByLabel('User name').fill(reader.username);
    await press(page, 'Link this user');
    await said(page, `${reader.username} reads the messages to Eveline Tripman now.`);
    await page.locator(`[data-user="${reader.username}"]`).waitFor();
    await expectAccessible(page);
    await page.reload(); // the customer stands in the address
    const unlink = `Unlink ${reader.username} from Eveline Tripman: the messages leave the inbox of that user`;
    await press(page, unlink);
    await press(page, `Really: ${unlink}`);
    await said(page, `${reader.username} is no longer linked to Eveline Tripman.`);
    await page.locator(`[data-user="${reader.username}"]`).waitFor({ state: 'detached' });

    await page.getByText('New customer').click();
    await page.getByLabel('Legal name').fill('María García');
    await page.locator('details', { hasText: 'New customer' }).getByLabel('Phone').fill('+34 600 000 002');
    await press(page, 'Create the customer');
    await said(page, 'The customer María García is made.');
    await page.locator('.customer-card', { hasText: 'María García' }).waitFor();
  });

  test('without the roles, on a phone and in Spanish: each missing role is said, and can be asked for', async () => {
    const nobody = await world.user('nobody');
    const page = await open('/explorer/people?locale=es_ES', { viewport: { width: 390, height: 844 } }, nobody);
    await page.getByRole('heading', { name: ES.people.needed }).waitFor();
    expect(await page.locator('[data-user]').count()).toBe(0);
    await page.getByRole('button', { name: ES.roles.requestRole('CanGetAnyUser', '') }).click();
    await page.getByRole('button', { name: ES.roles.sendRequest }).click();
    await page.getByText(ES.roles.requested).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await expectAccessible(page);
    for (const [path, text] of [
      ['/explorer/templates', ES.templates.mayNotRead],
      ['/explorer/customers', ES.banks.mayNotSearch],
      ['/explorer/entitlement-requests', ES.requests.noHistory],
    ] as const) {
      await page.goto(path);
      await page.getByText(text).waitFor();
      expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, 390]);
      await expectAccessible(page);
    }
  });

  test('locks somebody by keyboard alone', async () => {
    const { username: name, token } = await world.user('locked.out');
    const page = await open('/explorer/people', {}, administrator);
    await page.getByRole('search').waitFor();
    await tabTo(page, 'words');
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await page.locator(`[data-user="${name}"]`).waitFor();
    await tabTo(page, `Open ${name}`);
    await page.keyboard.press('Enter');
    await expectFocus(page, name);
    await tabTo(page, `Lock ${name}`);
    await page.keyboard.press('Enter');
    await expectFocus(page, 'No');
    await tabTo(page, `Really: Lock ${name}`);
    await page.keyboard.press('Enter');
    await said(page, `${name} is locked.`);
    expect(await statusOf(token)).toBe(401);
  });

  test('a super admin takes a role that a page needs', async () => {
    const bank = await world.bank();
    const page = await open(`/explorer/templates?bank=${bank}`, {}, world.admin);
    await page.getByText('At this bank you may not see or change the templates.').waitFor();
    await press(page, 'Give me this role');
    await page.getByText('New template').waitFor();
  });
});
