import type { Gateway } from '../gateway.js';

/** Twilio's Programmable Messaging. `account` is the account's SID, `password` its token, which signs callbacks too. */
export const TWILIO: Gateway = {
  url: 'https://api.twilio.com/2010-04-01/Accounts/{{account}}/Messages.json',
  method: 'POST',
  headers: {},
  format: 'form',
  body: { To: '{{to}}', From: '{{from}}', Body: '{{text}}', StatusCallback: '{{callbackUrl}}' },
  auth: 'basic',
  reference: '/sid',
  error: '/code',
  errors: { '21211': 'badAddress', '21614': 'badAddress', '21610': 'permanent' },
  statuses: {},
  callback: {
    proof: 'twilio',
    format: 'form',
    reports: '',
    reference: '/MessageSid',
    state: '/MessageStatus',
    error: '/ErrorCode',
    doneAt: '',
    states: {
      accepted: 'sent',
      queued: 'sent',
      scheduled: 'sent',
      sending: 'sent',
      sent: 'sent',
      delivered: 'delivered',
      read: 'delivered',
      undelivered: 'failed',
      failed: 'failed',
      canceled: 'failed',
    },
    badAddressErrors: [],
  },
};
