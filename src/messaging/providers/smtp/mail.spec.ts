import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import PostalMime from 'postal-mime';
import type { Outgoing } from '../provider.js';
import { composeMail, htmlOf, messageIdOf } from './mail.js';
import { readSmtpSettings } from './smtp.settings.js';

const outgoing: Outgoing = {
  bankId: 'b',
  deliveryId: 'd',
  sendKey: 'd-1',
  address: 'ana@customers.example',
  text: 'Hello',
  fromDepartment: 'Cards',
  fromPerson: 'Ana',
  class: 'normal',
  date: new Date('2026-03-04T05:06:07Z'),
  tries: 0,
  unsubscribeUrl: 'https://messages.example/u',
};
const settings = { host: 'mail.bank.example', from: 'bank@bank.example' };

describe('a mail', () => {
  test('offers to unsubscribe in mailings alone', async () => {
    const normal = (await composeMail(outgoing, readSmtpSettings(settings))).toString();
    const bulk = (await composeMail({ ...outgoing, class: 'bulk' }, readSmtpSettings(settings))).toString();
    expect([normal.includes('List-Unsubscribe'), bulk.includes('List-Unsubscribe-Post')]).toEqual([false, true]);
  });

  test('is signed, with the headers to unsubscribe, where there is a key', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const signing = readSmtpSettings({ ...settings, dkimDomain: 'bank.example', dkimSelector: 's1', dkimPrivateKey: key });
    const mail = (await composeMail({ ...outgoing, class: 'bulk' }, signing)).toString();
    const [signature = ''] = /^DKIM-Signature:(?:.*\r\n[ \t])*.*/m.exec(mail) ?? [];
    expect(signature).toMatch(/d=bank\.example;.*s=s1/s);
    expect(signature.replace(/\s/g, '').toLowerCase()).toContain('list-unsubscribe:list-unsubscribe-post');
  });

  test('is read as it was written, whatever the text', async () => {
    const text = 'Límite: 1.000 €\n.\nFrom here on\n--\n' + 'x'.repeat(2_000) + ' 😀 =?utf-8?Q?a?= trailing \n\n\tend=';
    for (const name of ['Tarjetas y "crédito"', 'Cards, "gold" \\ <x@y.example>', '=?utf-8?Q?a?=', `Ñandú ${'ñ'.repeat(150)}`]) {
      const mail = await composeMail({ ...outgoing, text, fromDepartment: name }, readSmtpSettings(settings));
      const read = await PostalMime.parse(mail);
      expect(read.text?.replace(/\r\n/g, '\n').trimEnd()).toBe(text);
      expect([read.subject, read.from, read.to]).toEqual([
        name,
        { name, address: 'bank@bank.example' },
        [{ name: '', address: 'ana@customers.example' }],
      ]);
      expect(mail.toString('latin1')).toMatch(/^[\x09\x0a\x0d\x20-\x7e]*$/);
      expect(
        Math.max(
          ...mail
            .toString('latin1')
            .split('\r\n')
            .map((line) => line.length),
        ),
      ).toBeLessThan(200);
    }
  });

  test('has a Message-ID that any key can be made into', () => {
    expect(messageIdOf('d-1', 'bank@bank.example')).toBe('d-1@bank.example');
    expect(messageIdOf('a>\r\nBcc: x', 'bank@bank.example')).toMatch(/^[0-9a-f]{64}@bank\.example$/);
  });

  test('shows as HTML what was written', () => expect(htmlOf('<script>&"\'')).toContain('&lt;script&gt;&amp;&quot;&#39;'));
});

describe('settings', () => {
  test('ask for TLS, on its usual port', () => {
    expect(readSmtpSettings(settings)).toMatchObject({ tls: 'starttls', port: 587 });
    expect(readSmtpSettings({ ...settings, tls: 'implicit' })).toMatchObject({ port: 465 });
  });

  test.each([
    ['username', { ...settings, tls: 'none', username: 'bank', password: 'x' }],
    ['password', { ...settings, username: 'bank' }],
    ['from', { ...settings, from: 'bank@bank.example\r\nBcc: a@b.example' }],
    ['from', { host: 'a.example' }],
    ['subject', { ...settings, subject: 'a\nb' }],
    ['dkimSelector', { ...settings, dkimDomain: 'bank.example' }],
    ['dkimSelector', { ...settings, dkimSelector: 's1' }],
    ['mailsPerConnection', { ...settings, mailsPerConnection: 101 }],
    ['host', { ...settings, host: 'a b' }],
  ])('name what is wrong: %s', (setting, wrong) => {
    expect(() => readSmtpSettings(wrong)).toThrow(expect.objectContaining({ setting }));
  });
});
