import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { shared } from '../support/client.js';
import { World, type WorldUser } from '../support/world.js';

const ME = '/obp/v3.0.0/users/current';
const now = (): number => Math.floor(Date.now() / 1000);

type Part = Record<string, unknown>;

describe('a token under our own key', () => {
  let world: World;
  let user: WorldUser;
  let secret: string;

  beforeAll(async () => {
    world = await World.create();
    user = await world.user('somebody');
    secret = readFileSync(join(shared().dataDir, 'jwt-secret'), 'utf8').trim();
  });

  /** The user's token, signed anew after a change; what is undefined is left out. */
  function token(claims: Part = {}, header: Part = {}): string {
    const [first = '', second = ''] = user.token.split('.');
    const write = (text: string, change: Part): string => {
      const part = JSON.parse(Buffer.from(text, 'base64url').toString()) as Part;
      return Buffer.from(JSON.stringify({ ...part, ...change })).toString('base64url');
    };
    const signed = `${write(first, header)}.${write(second, claims)}`;
    return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
  }

  test('is good as we write it, also from a clock that is a little ahead', async () => {
    const kid = createHash('sha256').update(`kid:${secret}`).digest('hex').slice(0, 16);
    for (const good of [token(), token({ iat: now() + 30 }), token({}, { kid })])
      expect((await world.client.get(ME, { token: good })).body.user_id).toBe(user.userId);
  });

  test.each<[what: string, claims: Part, header: Part]>([
    ['of another installation', { iss: 'somewhere-else' }, {}],
    ['of nobody', { iss: undefined }, {}],
    ['of several', { iss: ['customer-messages'] }, {}],
    ['that nobody can have made yet', { iat: now() + 3_600 }, {}],
    ['without a beginning', { iat: undefined }, {}],
    ['that begins at no time', { iat: '0' }, {}],
    ['without an end', { exp: undefined }, {}],
    ['that has ended', { exp: now() - 1 }, {}],
    ['that asks for what we do not know', {}, { crit: ['x'], x: 1 }],
    ['that asks for nothing, which it may not', {}, { crit: [] }],
    ['that is not encoded', {}, { crit: ['b64'], b64: false }],
    ['without a key', {}, { kid: undefined }],
  ])('%s is refused', async (_what, claims, header) => {
    const bad = token(claims, header);
    for (const headers of [{ DirectLogin: `token=${bad}` }, { Authorization: `Bearer ${bad}` }]) {
      const { status, body } = await world.client.get(ME, { headers });
      expect([status, body.message]).toEqual([401, expect.stringMatching(/^OBP-20(003|202|208): /)]);
    }
  });
});
