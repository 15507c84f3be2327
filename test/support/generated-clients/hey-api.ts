import { client } from './hey-api/client.gen.js';
import { addCustomerMessageV140, createCustomerMessageV400, getCustomerMessagesV400, getCustomersMessagesV140 } from './hey-api/sdk.gen.js';

/* The main job by the functions of hey-api. Compiled and run by generated-clients.e2e.ts, beside what is generated. */

const [baseUrl = '', staff = '', reader = '', BANK_ID = '', CUSTOMER_ID = ''] = process.argv.slice(2);
client.setConfig({ baseUrl });
const as = (token: string) => ({ DirectLogin: `token=${token}` });
const path = { BANK_ID, CUSTOMER_ID };
const text = { from_department: 'Open Bank', from_person: 'Tom' };

const v4 = await createCustomerMessageV400({
  path,
  headers: { ...as(staff), 'Idempotency-Key': crypto.randomUUID() },
  body: { message: 'by functions, v4.0.0', transport: 'SMS', ...text },
});
const v1 = await addCustomerMessageV140({ path, headers: as(staff), body: { message: 'by functions, v1.4.0', ...text } });
const listed = await getCustomerMessagesV400({ path, query: { limit: 2 }, headers: as(staff) });
const inbox = await getCustomersMessagesV140({ path: { BANK_ID }, query: { limit: 2 }, headers: as(reader) });
const refused = await getCustomersMessagesV140({ path: { BANK_ID }, headers: as('nobody') });

console.log(
  JSON.stringify({
    created: [v4.data?.success, v1.data?.success],
    listed: listed.data?.messages.map(({ message, transport }) => [message, transport]),
    inbox: inbox.data?.messages.map(({ message }) => message),
    refused: [refused.error?.code, refused.error?.message.slice(0, 9)],
  }),
);
