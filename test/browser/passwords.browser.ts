import { beforeAll, expect, test } from '@jest/globals';
import { EN } from '../../src/web/kit/texts/en.js';
import { ES } from '../../src/web/kit/texts/es.js';
import { expectAccessible } from '../support/axe.js';
import { describeInBrowser, VIEWS } from '../support/browser.js';
import { PASSWORD, World, type WorldUser } from '../support/world.js';

const NEW = 'Quite-New-2026-pass';

describeInBrowser('passwords', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await World.create();
    await world.grantIfMissing(world.admin, 'CanCreateResetPasswordUrl');
  });
  const login = ({ username }: WorldUser, password: string): Promise<string> => world.client.login(username, password, world.consumerKey);
  const linkFor = async ({ userId }: WorldUser): Promise<string> => {
    const { body } = await world.client.post(`/messaging/v1/users/${userId}/password-resets`, {}, { token: world.admin.token });
    return body.link as string;
  };

  test('who has lost one chooses another by the link, without script, in the other language too', async () => {
    const user = await world.user('forgetful');
    const page = await open(await linkFor(user), { javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
    expect(await page.getByLabel(EN.account.username).inputValue()).toBe(user.username);
    await page.getByRole('link', { name: ES.language }).click();
    await page.getByRole('heading', { name: ES.reset.title }).waitFor();
    await page.getByLabel(ES.reset.password).fill('Password-123!');
    await page.getByRole('button', { name: ES.reset.submit }).click();
    await page.getByRole('alert').filter({ hasText: 'OBP-98091' }).waitFor();
    expect(await page.getByLabel(ES.reset.password).inputValue()).toBe('');
    await page.getByLabel(ES.reset.password).fill(NEW);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: ES.reset.done }).waitFor();
    await login(user, NEW);
    await page.reload().catch(() => undefined); // the browser asks whether to send the form again
    await page.goto(page.url());
    await page.getByRole('heading', { name: ES.reset.invalid }).waitFor();
    await page.getByText(ES.reset.invalidText).waitFor();
  });

  test('the page of a link can be used by everybody, fits a narrow window, and does not name itself where it leads', async () => {
    const user = await world.user('careful');
    const page = await open(await linkFor(user), { viewport: { width: 320, height: 640 } });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.getByLabel(EN.reset.password).fill(NEW);
    await page.getByRole('button', { name: EN.reset.submit }).click();
    await page.getByRole('heading', { name: EN.reset.done }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: EN.signUp.goOn }).click();
    await page.waitForURL('**/explorer');
    // The page on the way, and not the secret address.
    expect(await page.evaluate(() => document.referrer)).toBe(new URL('/', page.url()).href);
  });

  test('who is signed in changes it on a page, and stays signed in there alone', async () => {
    const user = await world.user('changer');
    const other = await login(user, PASSWORD);
    const page = await open(VIEWS.sessions, {}, user);
    await page.getByRole('link', { name: EN.password.title }).click();
    const [current, next] = [page.getByLabel(EN.password.current), page.getByLabel(EN.password.next)];
    await current.fill('Not-The-One-2026!');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: EN.password.needed }).waitFor();
    await next.fill(NEW);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'OBP-98150' }).waitFor();
    await expectAccessible(page);
    await current.fill(PASSWORD);
    await page.getByRole('button', { name: EN.password.submit }).click();
    await page.getByRole('status').filter({ hasText: EN.password.done }).waitFor();
    expect([await current.inputValue(), await next.inputValue()]).toEqual(['', '']);
    const statuses = [other, user.token].map(async (token) => (await world.client.get('/obp/v4.0.0/users/current', { token })).status);
    expect(await Promise.all(statuses)).toEqual([401, 200]);
    await login(user, NEW);
  });

  test('who is not signed in is asked to, in their language', async () => {
    const page = await open(`${VIEWS.password}?locale=es_ES`);
    await page.getByText(ES.password.signIn).waitFor();
    expect(await page.getByLabel(ES.password.current).count()).toBe(0);
  });
});
