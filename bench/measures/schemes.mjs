import { formatSpread } from '../report/table.mjs';
import { AUDIENCE, startIssuer } from '../servers/issuer.mjs';
import { accessToken, signer } from '../servers/oauth1.mjs';
import { BANK, startOurs } from '../servers/ours.mjs';
import { expectStatus } from '../support/http.mjs';
import { ratio } from '../support/statistics.mjs';
import { summary, takeTurns } from './turns.mjs';

/** More requests a second than any server here answers. */
const MOST_PER_SECOND = 20_000;

/**
 * The same creates, signed in by a bearer token of another issuer and by OAuth 1.0a, against DirectLogin. All of them bring their
 * credentials in `Authorization`, so that they cost the generator the same.
 *
 * @type {import('./measure.mjs').Measure}
 */
export async function measureSchemes(run) {
  const issuer = await startIssuer(run.cleanup);
  const server = await startOurs(run.cleanup, { env: { OIDC_ISSUERS: `${issuer.url} ${AUDIENCE}` } });
  const { DirectLogin: directLogin = '', ...headers } = server.requests.create.headers;
  const request = { ...server.requests.create, headers };
  const bearer = `Bearer ${await issuer.token()}`;
  await grant(server, bearer);
  const sign = signer(server.application, await accessToken(server.url, server.application, 'bench.staff'));
  const signed = (/** @type {number} */ seconds) =>
    Array.from({ length: seconds * MOST_PER_SECOND }, () => sign(request.method, request.url));
  const contenders = [
    { name: 'DirectLogin', request, authorize: () => [`DirectLogin ${directLogin}`] },
    { name: 'bearer', request, authorize: () => [bearer] },
    { name: 'OAuth 1.0a', request, authorize: signed },
  ];
  for (const { authorize } of contenders)
    await expectStatus(201, { ...request, headers: { ...headers, Authorization: String(authorize(1)[0]) } });
  const turns = await takeTurns(run, 'create', contenders);
  const perSecond = (/** @type {string} */ name) => (turns[name] ?? []).map((turn) => turn.perSecond);
  const found = Object.fromEntries(
    contenders.map(({ name }) => [name, { ...summary(turns[name] ?? []), cost: ratio(perSecond('DirectLogin'), perSecond(name)) }]),
  );
  const rows = Object.entries(found).map(([name, { perSecond: rate, cost }]) => [
    name,
    String(Math.round(rate.median)),
    formatSpread(cost),
  ]);
  return { found, table: [['create', 'per second', 'cost, to DirectLogin'], ...rows] };
}

/**
 * Lets the user of the token send messages. The user exists from the first call on.
 *
 * @param {{ url: string, admin: Record<string, string> }} server
 * @param {string} bearer
 */
async function grant({ url, admin }, bearer) {
  const current = { method: 'GET', url: `${url}/obp/v4.0.0/users/current`, headers: { Authorization: bearer } };
  const { user_id: user } = await expectStatus(200, current);
  await expectStatus(201, {
    method: 'POST',
    url: `${url}/obp/v4.0.0/users/${user}/entitlements`,
    headers: { ...admin, 'Content-Type': 'application/json' },
    body: JSON.stringify({ bank_id: BANK, role_name: 'CanCreateCustomerMessage' }),
  });
}
