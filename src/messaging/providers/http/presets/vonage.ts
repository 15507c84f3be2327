import type { Gateway } from '../gateway.js';

/** Vonage's Messages API. `username` and `password` are the API key and its secret; `signatureSecret` signs callbacks. */
export const VONAGE: Gateway = {
  url: 'https://api.nexmo.com/v1/messages',
  method: 'POST',
  headers: { accept: 'application/json' },
  format: 'json',
  body: { message_type: 'text', channel: 'sms', to: '{{toDigits}}', from: '{{from}}', text: '{{text}}', webhook_url: '{{callbackUrl}}' },
  auth: 'basic',
  reference: '/message_uuid',
  error: '',
  errors: {},
  statuses: { '402': 'unavailable' },
  callback: {
    proof: 'vonage',
    format: 'json',
    reports: '',
    reference: '/message_uuid',
    state: '/status',
    error: '/error/title',
    doneAt: '/timestamp',
    states: { submitted: 'sent', delivered: 'delivered', read: 'delivered', rejected: 'failed', undeliverable: 'failed' },
    badAddressErrors: [],
  },
};
