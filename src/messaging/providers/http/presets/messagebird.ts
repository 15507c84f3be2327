import type { Gateway } from '../gateway.js';

/** MessageBird's SMS API. `token` is the access key, `signatureSecret` the signing key of callbacks, which come as GET. */
export const MESSAGEBIRD: Gateway = {
  url: 'https://rest.messagebird.com/messages',
  method: 'POST',
  headers: { authorization: 'AccessKey {{token}}', accept: 'application/json' },
  format: 'json',
  body: {
    originator: '{{from}}',
    recipients: ['{{toDigits}}'],
    body: '{{text}}',
    datacoding: 'auto',
    reference: '{{key}}',
    reportUrl: '{{callbackUrl}}',
  },
  auth: 'none',
  reference: '/id',
  error: '/errors/0/code',
  errors: {},
  statuses: {},
  callback: {
    proof: 'messagebird',
    format: 'query',
    reports: '',
    reference: '/id',
    state: '/status',
    error: '/statusErrorCode',
    doneAt: '/statusDatetime',
    states: {
      scheduled: 'sent',
      sent: 'sent',
      buffered: 'sent',
      delivered: 'delivered',
      expired: 'failed',
      delivery_failed: 'failed',
    },
    badAddressErrors: [],
  },
};
