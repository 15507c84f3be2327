import { expect, test } from '@jest/globals';
import { Client } from '../support/client.js';

const client = new Client();

test.each([
  ['rabbitmq_vOct2024', 'Oct2024'],
  ['rest_vMar2019', 'Mar2019'],
  ['akka_vDec2018', 'Dec2018'],
  ['stored_procedure_vDec2019', 'Dec2019'],
  ['kafka_vSept2018', 'Sept2018'],
  ['kafka_vMay2019', 'May2019'],
])('%s knows createMessage', async (connector, format) => {
  for (const version of ['v2.2.0', 'v5.1.0']) {
    const { status, body } = await client.get(`/obp/${version}/message-docs/${connector}`);
    expect([status, Object.keys(body), body.message_docs.length]).toEqual([200, ['message_docs'], 1]);
    const [doc] = body.message_docs;
    expect(doc).toMatchObject({
      process: 'obp.createMessage',
      message_format: format,
      adapter_implementation: { group: '- Core', suggested_order: 1 },
      dependent_endpoints: [{ name: 'addCustomerMessage', version: 'v1.4.0' }],
    });
    expect(Object.keys(doc.example_outbound_message)).toEqual([
      'outboundAdapterCallContext',
      'user',
      'bankId',
      'message',
      'fromDepartment',
      'fromPerson',
    ]);
    expect(Object.keys(doc.example_inbound_message)).toEqual(['inboundAdapterCallContext', 'status', 'data']);
    expect(Object.keys(doc.example_inbound_message.data)).toEqual([
      'messageId',
      'date',
      'message',
      'fromDepartment',
      'fromPerson',
      'transport',
    ]);
  }
});

test.each(['mapped', 'proxy', 'internal', 'star'])('%s sends no messages', async (connector) => {
  expect((await client.get(`/obp/v2.2.0/message-docs/${connector}`)).body).toEqual({ message_docs: [] });
});

test.each(['no_such_connector', 'constructor', '__proto__'])('%s is no connector', async (connector) => {
  const text = `OBP-30211: Invalid Connector. Please specify a valid value for CONNECTOR. Current Input is ${connector}`;
  const { body } = await client.get(`/obp/v2.2.0/message-docs/${connector}`);
  expect(body).toEqual({ code: 400, message: `${text}. It should be eg: kafka_vSept2018... <- ${text}` });
});
