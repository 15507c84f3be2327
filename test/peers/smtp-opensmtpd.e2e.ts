import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import PostalMime from 'postal-mime';
import type { Provider } from '../../src/messaging/providers/provider.js';
import { smtpKind } from '../../src/messaging/providers/smtp/smtp.provider.js';
import { OpenSmtpd } from '../support/mail/opensmtpd.js';
import { LOOPBACK, open, outgoing } from '../support/outgoing.js';

(OpenSmtpd.isHere() ? describe : describe.skip)('OpenSMTPD', () => {
  let server: OpenSmtpd;
  let provider: Provider;

  beforeAll(async () => {
    server = await OpenSmtpd.start();
    const settings = { host: '127.0.0.1', port: server.port, tls: 'none', from: 'bank@bank.example', connections: 10 };
    provider = open(smtpKind(LOOPBACK), settings);
  });

  afterAll(async () => {
    await provider.close();
    await server.close();
  });

  test('takes more mails than it allows over one connection, and each arrives as it was written', async () => {
    const text = 'Límite: 1.000 €\n.\nFrom 😀 on';
    const all = Array.from({ length: 300 }, () => outgoing({ address: 'ana@customers.example', text }));
    const answers = await Promise.all(all.map((one) => provider.send(one)));
    expect(answers.filter(({ outcome }) => outcome !== 'accepted')).toEqual([]);
    const mails = await server.mails(all.length);
    const read = await Promise.all(mails.map((mail) => PostalMime.parse(mail)));
    expect(read.map(({ messageId }) => messageId).sort()).toEqual(all.map(({ sendKey }) => `<${sendKey}@bank.example>`).sort());
    expect(new Set(read.map((mail) => mail.text?.trimEnd()))).toEqual(new Set([text]));
  });

  test('refuses whom it does not know', async () => {
    const answer = await provider.send(outgoing({ address: 'ana@other.example' }));
    expect(answer).toEqual({ outcome: 'permanent', code: '550', isAddressBad: false });
  });
});
