import type { MessageDocDto } from './v2.2.0/message-doc.dto.js';

const CORRELATION_ID = '1flssoftxq0cr1nssr68u0mioj';
const SESSION_ID = 'b4e0352a-9a0f-4bfa-b30b-9003aa467f50';

/** What an adapter is asked (contract section 10.2). */
const OUTBOUND = {
  outboundAdapterCallContext: {
    correlationId: CORRELATION_ID,
    sessionId: SESSION_ID,
    consumerId: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh',
    generalContext: [],
    outboundAdapterAuthInfo: { userId: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1', username: 'felixsmith', userAuthContext: [] },
  },
  user: {
    userPrimaryKey: { value: 123 },
    userId: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1',
    idGivenByProvider: 'felixsmith',
    provider: 'customer-messages',
    emailAddress: 'felixsmith@example.com',
    name: 'felixsmith',
  },
  bankId: { value: 'gh.29.uk' },
  message: '123456',
  fromDepartment: 'Open Bank',
  fromPerson: 'Tom',
};

/** What it answers; an empty errorCode is success. */
const INBOUND = {
  inboundAdapterCallContext: { correlationId: CORRELATION_ID, sessionId: SESSION_ID, generalContext: [] },
  status: { errorCode: '', backendMessages: [{ source: 'String', status: 'String', errorCode: '', text: 'String', duration: '5.123' }] },
  data: {
    messageId: '5995d6a2-01b3-423c-a173-5481df49bdaf',
    date: '1100-01-01T00:00:00Z',
    message: '123456',
    fromDepartment: 'Open Bank',
    fromPerson: 'Tom',
    transport: 'SMS',
  },
};

/**
 * The one message process whose shapes are published. The v4.0.0 operations have none: OBP implements them on its own
 * database only (contract section 10.1).
 */
export const createMessageDoc = (format: string): MessageDocDto => ({
  process: 'obp.createMessage',
  message_format: format,
  description: 'Create a message to a customer.',
  example_outbound_message: OUTBOUND,
  example_inbound_message: INBOUND,
  adapter_implementation: { group: '- Core', suggested_order: 1 },
  dependent_endpoints: [{ name: 'addCustomerMessage', version: 'v1.4.0' }],
});
