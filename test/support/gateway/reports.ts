import { createHash, createHmac } from 'node:crypto';
import { SignJWT } from 'jose';

/** What a gateway calls us with. */
export interface Report {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A gateway: how it is configured, how it answers a message, and how it reports on one. */
export interface Gateway {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly answer: (id: string) => object;
  /** @param to the callback URL, with what follows it where it has a secret. */
  readonly report: (to: string, id: string, status: string) => Promise<Report> | Report;
  /** What it says of a message that arrived, and of one that did not. */
  readonly delivered: string;
  readonly failed: string;
}

export const PATH_SECRET = 'the-secret-at-the-end-of-the-path';
const INFOBIP_SECRET = 'the-secret-of-infobip-in-the-path';
const TOKEN = '12345-auth-token-of-twilio';
const SIGNING_KEY = 'signing-key-of-messagebird';
const SIGNATURE_SECRET = 'signature-secret-of-vonage';
const BEARER = 'bearer-token-of-notify';
/** Of which none may be in a log. */
export const GATEWAY_SECRETS = [PATH_SECRET, INFOBIP_SECRET, TOKEN, SIGNING_KEY, SIGNATURE_SECRET, BEARER];

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const twilioSignature = (text: string): string => createHmac('sha1', TOKEN).update(text).digest('base64');

/** As Twilio signs a form: the URL, and each field by its name. */
export function twilioForm(to: string, fields: Readonly<Record<string, string>>): Report {
  const text = Object.keys(fields)
    .sort()
    .map((name) => name + (fields[name] ?? ''))
    .join('');
  return {
    method: 'POST',
    url: to,
    headers: { 'X-Twilio-Signature': twilioSignature(to + text), 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' },
    body: new URLSearchParams(fields).toString(),
  };
}

/** As Twilio signs JSON: the hash of the body is part of the URL. */
export function twilioJson(to: string, body: string): Report {
  const url = `${to}?bodySHA256=${sha256(body)}`;
  return { method: 'POST', url, headers: { 'X-Twilio-Signature': twilioSignature(url), 'Content-Type': 'application/json' }, body };
}

/** @param expires such as `1 minute`, or `-1 minute` for a token that has ended. */
export async function messageBirdReport(to: string, id: string, status: string, expires = '1 minute'): Promise<Report> {
  const url = `${to}?id=${id}&reference=r&recipient=34600000001&status=${status}&statusDatetime=2026-03-04T05%3A06%3A07%2B00%3A00`;
  const token = await new SignJWT({ url_hash: sha256(url), jti: id })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('MessageBird')
    .setNotBefore('-2 minutes')
    .setExpirationTime(expires)
    .sign(Buffer.from(SIGNING_KEY));
  return { method: 'GET', url, headers: { 'MessageBird-Signature-JWT': token, Accept: 'text/plain' }, body: '' };
}

/** @param age in seconds. */
export async function vonageReport(to: string, id: string, status: string, age = 0): Promise<Report> {
  const body = JSON.stringify({ message_uuid: id, to: '34600000001', from: 'BANK', status, timestamp: '2026-03-04T05:06:07Z' });
  const token = await new SignJWT({ iss: 'Vonage', payload_hash: sha256(body), api_key: 'me' })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuedAt(Math.floor(Date.now() / 1000) - age)
    .sign(Buffer.from(SIGNATURE_SECRET));
  return { method: 'POST', url: to, headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }, body };
}

const json = (to: string, value: object, headers: Record<string, string> = {}): Report => ({
  method: 'POST',
  url: to,
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(value),
});

export const GATEWAYS: Readonly<Record<string, Gateway>> = {
  twilio: {
    settings: { preset: 'twilio', account: 'AC1', password: TOKEN, from: 'BANK' },
    answer: (sid) => ({ sid, status: 'queued' }),
    report: (to, id, status) =>
      twilioForm(to, { MessageSid: id, MessageStatus: status, AccountSid: 'AC1', To: '+34600000001', ErrorCode: '' }),
    delivered: 'delivered',
    failed: 'undelivered',
  },
  infobip: {
    settings: { preset: 'infobip', token: 'key', callbackSecret: INFOBIP_SECRET, from: 'BANK' },
    answer: (messageId) => ({ messages: [{ messageId, status: { groupId: 1, groupName: 'PENDING' }, destination: '34600000001' }] }),
    report: (to, messageId, groupName) =>
      json(`${to}/${INFOBIP_SECRET}`, {
        results: [
          { messageId, to: '34600000001', doneAt: '2026-03-04T05:06:07.000+0000', status: { groupName }, error: { name: 'NO_ERROR' } },
        ],
      }),
    delivered: 'DELIVERED',
    failed: 'UNDELIVERABLE',
  },
  messagebird: {
    settings: { preset: 'messagebird', token: 'key', signatureSecret: SIGNING_KEY, from: 'BANK' },
    answer: (id) => ({ id }),
    report: messageBirdReport,
    delivered: 'delivered',
    failed: 'delivery_failed',
  },
  vonage: {
    settings: { preset: 'vonage', username: 'me', password: 'pass', signatureSecret: SIGNATURE_SECRET, from: 'BANK' },
    answer: (id) => ({ message_uuid: id }),
    report: vonageReport,
    delivered: 'delivered',
    failed: 'undeliverable',
  },
  'govuk-notify': {
    settings: {
      preset: 'govuk-notify',
      token: 'key-22222222-2222-4222-8222-222222222222-11111111-1111-4111-8111-111111111111',
      template: 't1',
      signatureSecret: BEARER,
    },
    answer: (id) => ({ id }),
    report: (to, id, status) =>
      json(
        to,
        { id, reference: null, to: '+34600000001', status, completed_at: '2026-03-04T05:06:07.1Z' },
        { Authorization: `Bearer ${BEARER}` },
      ),
    delivered: 'delivered',
    failed: 'permanent-failure',
  },
  generic: {
    settings: { reference: '/id', from: 'BANK', callbackSecret: PATH_SECRET },
    answer: (id) => ({ id }),
    report: (to, reference, status) => json(`${to}/${PATH_SECRET}`, { reference, status }),
    delivered: 'delivered',
    failed: 'failed',
  },
};
