import type { Gateway } from '../gateway.js';

/**
 * GOV.UK Notify. `token` is the API key; `template` the id of a template whose text is `((text))`, since Notify sends templates alone;
 * `signatureSecret` the bearer token of its callbacks.
 */
export const GOVUK_NOTIFY: Gateway = {
  url: 'https://api.notifications.service.gov.uk/v2/notifications/sms',
  method: 'POST',
  headers: {},
  format: 'json',
  body: { phone_number: '{{to}}', template_id: '{{template}}', personalisation: { text: '{{text}}' }, reference: '{{key}}' },
  auth: 'notify',
  reference: '/id',
  error: '/errors/0/error',
  errors: { RateLimitError: 'throttled', TooManyRequestsError: 'throttled', AuthError: 'unavailable' },
  statuses: {},
  callback: {
    proof: 'bearer',
    format: 'json',
    reports: '',
    reference: '/id',
    state: '/status',
    error: '/status',
    doneAt: '/completed_at',
    states: {
      created: 'sent',
      sending: 'sent',
      pending: 'sent',
      sent: 'sent',
      delivered: 'delivered',
      'permanent-failure': 'failed',
      'temporary-failure': 'failed',
      'technical-failure': 'failed',
    },
    badAddressErrors: ['permanent-failure'],
  },
};
