import type { Gateway } from '../gateway.js';

/**
 * Infobip's SMS API. `token` is the API key. Each account has a URL of its own, to which `url` may be changed. Reports are not signed, and
 * come many at once.
 */
export const INFOBIP: Gateway = {
  url: 'https://api.infobip.com/sms/3/messages',
  method: 'POST',
  headers: { authorization: 'App {{token}}', accept: 'application/json' },
  format: 'json',
  body: {
    messages: [
      {
        sender: '{{from}}',
        destinations: [{ to: '{{toDigits}}' }],
        content: { text: '{{text}}' },
        webhooks: { delivery: { url: '{{callbackUrl}}' } },
      },
    ],
  },
  auth: 'none',
  reference: '/messages/0/messageId',
  error: '/messages/0/status/groupName',
  // Also a message that is refused is answered with 200.
  errors: { REJECTED: 'permanent', UNDELIVERABLE: 'permanent' },
  statuses: {},
  callback: {
    proof: 'secret',
    format: 'json',
    reports: '/results',
    reference: '/messageId',
    state: '/status/groupName',
    error: '/error/name',
    doneAt: '/doneAt',
    states: { PENDING: 'sent', DELIVERED: 'delivered', UNDELIVERABLE: 'failed', EXPIRED: 'failed', REJECTED: 'failed' },
    badAddressErrors: ['EC_UNKNOWN_SUBSCRIBER'],
  },
};
