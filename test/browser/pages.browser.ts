import { beforeAll, expect, test } from '@jest/globals';
import { DELIVERY, PEOPLE } from '../../src/web/kit/places.js';
import { expectAccessible } from '../support/axe.js';
import { type Branch, openBranch } from '../support/branch.js';
import { describeInBrowser, VIEWS } from '../support/browser.js';
import { bytesOf, MOST_BYTES, overflowOf, shiftOf } from '../support/page-measures.js';
import { MESSAGE, type WorldUser } from '../support/world.js';

type Person = 'customer' | 'clerk' | 'administrator' | 'developer';

/** What each person sees: `shows` names an element that comes with the data. */
const PAGES: readonly { readonly of: Person; readonly path: string; readonly shows: string }[] = [
  { of: 'customer', path: VIEWS.inbox, shows: 'article' },
  { of: 'customer', path: VIEWS.sessions, shows: 'tbody tr' },
  { of: 'customer', path: VIEWS.password, shows: 'input[autocomplete="new-password"]' },
  { of: 'clerk', path: VIEWS.send, shows: 'input[role="combobox"]' },
  { of: 'clerk', path: VIEWS.outgoing, shows: '.sent-list li' },
  { of: 'administrator', path: VIEWS.people, shows: '[role="search"] button' },
  { of: 'administrator', path: PEOPLE.customers, shows: 'input[role="combobox"]' },
  { of: 'administrator', path: PEOPLE.applications, shows: '[data-application]' },
  { of: 'administrator', path: PEOPLE.audit, shows: 'tbody tr' },
  { of: 'administrator', path: DELIVERY.providers, shows: 'details.panel' },
  { of: 'administrator', path: DELIVERY.templates, shows: 'details.panel' },
  { of: 'administrator', path: VIEWS.requests, shows: '[data-request]' },
  { of: 'developer', path: VIEWS['an operation with a body'], shows: '.account .name' },
];

/** A phone, a laptop and a large screen, in both languages and both themes. */
const SCREENS = [
  { width: 390, locale: 'es_ES', themes: ['dark'] },
  { width: 1280, locale: 'en_GB', themes: ['light'] },
  { width: 2560, locale: 'es_ES', themes: [] },
] as const;

/** Widths between and beyond them, of a page that is open. */
const OTHER_WIDTHS = [320, 768, 3840];

const MOST_SHIFT = 0.05;

describeInBrowser('a page, signed in', (open) => {
  let branch: Branch;
  let users: Record<Person, WorldUser>;
  beforeAll(async () => {
    branch = await openBranch();
    const { world, bank, customer, staff, reader, nobody } = branch;
    for (const role of ['CanGetCustomer', 'CanGetDeliveries']) await world.grant(staff, role, bank);
    const [administrator, { body }] = await Promise.all([
      world.user('caretaker'),
      world.client.get('/obp/v4.0.0/roles', { token: world.admin.token }),
    ]);
    for (const { role, requires_bank_id: ofBank } of body.roles) await world.grant(administrator, role, ofBank ? bank : '');
    const wanted = { bank_id: bank, role_name: 'CanGetCustomerMessages' };
    expect((await world.client.post('/obp/v3.0.0/entitlement-requests', wanted, { token: nobody.token })).status).toBe(201);
    const messages = `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`;
    for (const message of ['One', 'Two', 'Three'])
      expect((await world.client.post(messages, { ...MESSAGE, message, transport: 'SMS' }, { token: staff.token })).status).toBe(201);
    users = { customer: reader, clerk: staff, administrator, developer: nobody };
  });

  test.each(PAGES)('fits every screen, stands still and is accessible: $of, $path', async ({ of, path, shows }) => {
    for (const { width, locale, themes } of SCREENS) {
      const page = await open(`${path}?bank=${branch.bank}&locale=${locale}`, { viewport: { width, height: 900 } }, users[of]);
      await page.locator(shows).first().waitFor();
      const { score, moved } = await shiftOf(page);
      expect(score < MOST_SHIFT ? [] : moved).toEqual([]);
      expect(await bytesOf(page)).toBeLessThan(MOST_BYTES);
      for (const other of [width, ...(locale === 'es_ES' ? OTHER_WIDTHS : [])]) {
        await page.setViewportSize({ width: other, height: 900 });
        expect({ width: other, locale, ...(await overflowOf(page)) }).toEqual({ width: other, locale, by: 0, elements: [] });
      }
      await page.setViewportSize({ width, height: 900 });
      await expectAccessible(page, themes);
      await page.context().close();
    }
  });
});
