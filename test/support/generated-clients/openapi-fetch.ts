import createClient from 'openapi-fetch';
import type { paths } from './schema.js';

/* The main job by the types of openapi-typescript. Compiled and run by generated-clients.e2e.ts, beside what is generated. */

const [baseUrl = '', staff = '', reader = '', BANK_ID = '', CUSTOMER_ID = ''] = process.argv.slice(2);
const as = (token: string) => createClient<paths>({ baseUrl, headers: { DirectLogin: `token=${token}` } });
const path = { BANK_ID, CUSTOMER_ID };
const text = { from_department: 'Open Bank', from_person: 'Tom' };

const v4 = await as(staff).POST('/obp/v4.0.0/banks/{BANK_ID}/customers/{CUSTOMER_ID}/messages', {
  params: { path, header: { 'Idempotency-Key': crypto.randomUUID() } },
  body: { message: 'by types, v4.0.0', transport: 'SMS', ...text },
});
const v1 = await as(staff).POST('/obp/v1.4.0/banks/{BANK_ID}/customer/{CUSTOMER_ID}/messages', {
  params: { path },
  body: { message: 'by types, v1.4.0', ...text },
});
const listed = await as(staff).GET('/obp/v4.0.0/banks/{BANK_ID}/customers/{CUSTOMER_ID}/messages', {
  params: { path, query: { limit: 2 } },
});
const inbox = await as(reader).GET('/obp/v1.4.0/banks/{BANK_ID}/customer/messages', { params: { path: { BANK_ID }, query: { limit: 2 } } });
const refused = await as('nobody').GET('/obp/v1.4.0/banks/{BANK_ID}/customer/messages', { params: { path: { BANK_ID } } });

console.log(
  JSON.stringify({
    created: [v4.data?.success, v1.data?.success],
    listed: listed.data?.messages.map(({ message, transport }) => [message, transport]),
    inbox: inbox.data?.messages.map(({ message }) => message),
    refused: [refused.error?.code, refused.error?.message.slice(0, 9)],
  }),
);
