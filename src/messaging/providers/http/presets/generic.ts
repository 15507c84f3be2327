import type { Gateway } from '../gateway.js';

/** What a gateway is taken to be where settings do not say otherwise. */
export const GENERIC: Gateway = {
  url: '',
  method: 'POST',
  headers: {},
  format: 'json',
  body: { to: '{{to}}', from: '{{from}}', text: '{{text}}', reference: '{{key}}' },
  auth: 'none',
  reference: '',
  error: '',
  errors: {},
  statuses: {},
  callback: {
    proof: 'secret',
    format: 'json',
    reports: '',
    reference: '/reference',
    state: '/status',
    error: '/error',
    doneAt: '/timestamp',
    states: { sent: 'sent', delivered: 'delivered', failed: 'failed', unknown: 'unknown' },
    badAddressErrors: [],
  },
};
