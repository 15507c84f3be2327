import { describe, expect, test } from '@jest/globals';
import { parseBounce } from './bounce.js';

/** A notification as servers write it. */
const notification = (fields: readonly string[], original: readonly string[], envelope = ''): Buffer =>
  Buffer.from(
    [
      'From: MAILER-DAEMON@mx.example',
      'To: bank@bank.example',
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'I am sorry: Action: delivered',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      ...(envelope === '' ? [] : [`Original-Envelope-Id: ${envelope}`]),
      '',
      ...fields,
      '',
      ...original,
      '--b--',
      '',
    ].join('\r\n'),
  );
const HEADERS = [
  '--b',
  'Content-Type: text/rfc822-headers',
  '',
  'From: bank@bank.example',
  'Message-ID: <d1-1@bank.example>',
  'Subject: Cards',
];
const WHOLE = ['--b', 'Content-Type: message/rfc822', '', 'Message-ID:', ' <d1-1@bank.example>', '', 'Message-ID: <other@x.example>'];
const failed = (status: string): string[] => [
  'Final-Recipient: rfc822; ana@customers.example',
  'Action: failed',
  `Status: ${status}`,
  'Last-Attempt-Date: Wed, 04 Mar 2026 05:06:07 +0000',
  'Diagnostic-Code: smtp; 550',
];

describe('a notification of delivery', () => {
  test.each([
    ['the headers', HEADERS],
    ['the whole mail', WHOLE],
  ])('is matched by the Message-ID in %s', async (_name, original) => {
    expect(await parseBounce(notification(failed('5.1.1'), original))).toMatchObject([
      { reference: 'd1-1@bank.example', state: 'failed', code: '5.1.1', isAddressBad: true, doneAt: new Date('2026-03-04T05:06:07Z') },
    ]);
  });

  test('is matched by the envelope where nothing of the mail came back', async () => {
    expect(await parseBounce(notification(failed('5.2.2'), [], 'd1+2B1@bank.example'))).toMatchObject([
      { reference: 'd1+1@bank.example', state: 'failed', isAddressBad: false },
    ]);
    expect(await parseBounce(notification(failed('5.2.2'), []))).toEqual([]);
  });

  test.each([
    ['5.2.1', true],
    ['5.1.8', false],
    ['5.7.1', false],
    ['4.4.7', false],
    ['5.2.2', false],
  ])('%s: whether the address is bad', async (status, isAddressBad) => {
    expect(await parseBounce(notification(failed(status), HEADERS))).toMatchObject([{ state: 'failed', code: status, isAddressBad }]);
  });

  test.each([
    ['delayed', '4.4.1', 'sent'],
    ['relayed', '2.0.0', 'sent'],
    ['expanded', '2.0.0', 'sent'],
    ['delivered (to the mailbox)', '2.1.5', 'delivered'],
  ])('%s is no failure', async (action, status, state) => {
    const receipts = await parseBounce(
      notification(['Final-Recipient: rfc822; a@b.example', `Action: ${action}`, `Status: ${status}`], HEADERS),
    );
    expect(receipts).toMatchObject([{ state, code: status, isAddressBad: false }]);
  });

  test('that is none tells nothing', async () => {
    const answer =
      'From: ana@customers.example\r\nSubject: Re: Cards\r\nIn-Reply-To: <d1-1@bank.example>\r\n\r\nAction: failed\r\nStatus: 5.1.1';
    for (const raw of ['', 'nonsense', '\u0000\u0001', answer, 'Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n'])
      expect(await parseBounce(Buffer.from(raw))).toEqual([]);
    expect(await parseBounce(notification(['Final-Recipient: rfc822; a@b.example', 'Action: vanished'], HEADERS))).toEqual([]);
  });
});
