// The practical limit on one machine: node:http and pg, nothing else, doing the work of three routes: create, list (v4.0.0) and
// inbox (v1.4.0). It checks an HMAC token in constant time, finds bank and role in memory, runs one named statement on a pool of
// ten connections, and answers; a create is answered after its commit, and a foreign key refuses unknown customers.
//
// What it leaves out, to be as fast as such a program can be: users, sessions and roles in a database (its one user and the roles are
// constants, and a token never ends), lengths of fields, pages, errors that say more than their status, unknown customers of a list,
// correlation ids, ETags, logs, and stopping without cutting requests.
//
// DATABASE_URL=... TOKEN_SECRET=... node bare.mjs
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import http from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const secret = process.env.TOKEN_SECRET ?? '';
const roles = new Set(['staff gh.29.uk CanCreateCustomerMessage', 'staff gh.29.uk CanGetCustomerMessages']);

await pool.query(`
  CREATE TABLE customer (bank_id text, id text, PRIMARY KEY (bank_id, id));
  CREATE TABLE link (bank_id text, user_name text, customer_id text, PRIMARY KEY (bank_id, user_name, customer_id),
    FOREIGN KEY (bank_id, customer_id) REFERENCES customer);
  CREATE TABLE message (id uuid PRIMARY KEY, bank_id text NOT NULL, customer_id text NOT NULL, date timestamptz NOT NULL DEFAULT now(),
    transport varchar(64), message varchar(1024) NOT NULL, from_department varchar(64) NOT NULL, from_person varchar(64) NOT NULL,
    FOREIGN KEY (bank_id, customer_id) REFERENCES customer);
  CREATE INDEX ON message (bank_id, customer_id, date DESC, id DESC);
  INSERT INTO customer VALUES ('gh.29.uk', 'written'), ('gh.29.uk', 'read');
  INSERT INTO link VALUES ('gh.29.uk', 'reader', 'read')`);

const INSERT = {
  name: 'create',
  text: `INSERT INTO message (id, bank_id, customer_id, transport, message, from_department, from_person) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
};
const LIST = {
  name: 'list',
  text: `SELECT id, date, transport, message, from_department, from_person FROM message
          WHERE bank_id = $1 AND customer_id = $2 ORDER BY date DESC, id DESC LIMIT 500`,
};
const INBOX = {
  name: 'inbox',
  text: `SELECT m.id, m.date, m.message, m.from_department, m.from_person FROM link l
           JOIN message m ON m.bank_id = l.bank_id AND m.customer_id = l.customer_id
          WHERE l.bank_id = $1 AND l.user_name = $2 ORDER BY m.date DESC, m.id DESC LIMIT 500`,
};

const STAFF = /^\/obp\/v4\.0\.0\/banks\/([^/]+)\/customers\/([^/]+)\/messages$/;
const READER = /^\/obp\/v1\.4\.0\/banks\/([^/]+)\/customer\/messages$/;

const server = http.createServer((request, response) => {
  const who = caller(request.headers.directlogin);
  const [, bank = '', customer = ''] = STAFF.exec(request.url ?? '') ?? [];
  if (bank === '') return inbox(request, response, who);
  if (who === undefined) return answer(response, 401, { code: 401 });
  const creating = request.method === 'POST';
  if (!roles.has(`${who} ${bank} ${creating ? 'CanCreateCustomerMessage' : 'CanGetCustomerMessages'}`))
    return answer(response, 403, { code: 403 });
  if (creating) create(request, response, bank, customer);
  else select(response, LIST, [bank, customer]);
});
server.listen(0, '127.0.0.1', () => {
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  process.stdout.write(`listens on http://127.0.0.1:${address.port}\n`);
});
process.once('SIGTERM', () => process.exit(0));

/**
 * @param {http.IncomingMessage} request
 * @param {http.ServerResponse} response
 * @param {string | undefined} who
 */
function inbox(request, response, who) {
  const bank = READER.exec(request.url ?? '')?.[1];
  if (bank === undefined) return answer(response, 404, { code: 404 });
  if (who === undefined) return answer(response, 401, { code: 401 });
  select(response, INBOX, [bank, who]);
}

/**
 * @param {http.IncomingMessage} request
 * @param {http.ServerResponse} response
 * @param {string} bank
 * @param {string} customer
 */
function create(request, response, bank, customer) {
  /** @type {Buffer[]} */
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const message = parse(Buffer.concat(parts).toString());
    if (message === undefined) return answer(response, 400, { code: 400 });
    const { transport, message: text, from_department: department, from_person: person } = message;
    pool.query({ ...INSERT, values: [randomUUID(), bank, customer, transport, text, department, person] }).then(
      () => answer(response, 201, { success: 'Success' }),
      () => answer(response, 404, { code: 404 }),
    );
  });
}

/**
 * @param {http.ServerResponse} response
 * @param {{ name: string, text: string }} statement
 * @param {string[]} values
 */
function select(response, statement, values) {
  pool.query({ ...statement, values }).then(
    ({ rows }) => answer(response, 200, { messages: rows }),
    () => answer(response, 500, { code: 500 }),
  );
}

/** @param {string | string[] | undefined} header */
function caller(header) {
  const [who = '', mac = ''] = String(header ?? '')
    .replace('token=', '')
    .split('.');
  const given = Buffer.from(mac, 'base64url');
  const wanted = createHmac('sha256', secret).update(who).digest();
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? who : undefined;
}

/** @param {string} text */
function parse(text) {
  try {
    const body = JSON.parse(text);
    const fields = [body.message, body.transport, body.from_department, body.from_person];
    return fields.every((field) => typeof field === 'string') ? body : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {http.ServerResponse} response
 * @param {number} status
 * @param {object} body
 */
function answer(response, status, body) {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': Buffer.byteLength(text) });
  response.end(text);
}
