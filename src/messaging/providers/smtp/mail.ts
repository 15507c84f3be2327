import { createHash } from 'node:crypto';
import DKIM from 'nodemailer/lib/dkim';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Outgoing } from '../provider.js';
import type { SmtpSettings } from './smtp.settings.js';

/** Of what may stand in a Message-ID without quotes (RFC 5322), what no system has trouble with. */
const PLAIN_KEY = /^[A-Za-z0-9._-]{1,120}$/;
const CONTROL = /[\p{Cc}\u2028\u2029]+/gu;
const LONGEST_SUBJECT = 200;

/** The Message-ID without its brackets: the same whenever this message is sent for the same act. */
export function messageIdOf(sendKey: string, from: string): string {
  const key = PLAIN_KEY.test(sendKey) ? sendKey : createHash('sha256').update(sendKey).digest('hex');
  return `${key}@${from.slice(from.lastIndexOf('@') + 1)}`;
}

/** The mail as it goes out: header and body, in MIME. */
export async function composeMail(outgoing: Outgoing, settings: SmtpSettings): Promise<Buffer> {
  const fill = (pattern: string): string => fillIn(pattern, outgoing);
  const composer = new MailComposer({
    from: { name: fill(settings.fromName), address: settings.from },
    to: { name: '', address: outgoing.address },
    ...(settings.replyTo !== '' && { replyTo: settings.replyTo }),
    subject: fill(settings.subject) || settings.from,
    messageId: `<${messageIdOf(outgoing.sendKey, settings.from)}>`,
    date: outgoing.date,
    headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(outgoing) },
    text: outgoing.text,
    html: htmlOf(outgoing.text),
    // A text is a text: what looks like a path or a URL in it is never read.
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'windows',
  });
  const mail = await composer.compile().build();
  return settings.dkim === undefined ? mail : sign(mail, settings.dkim);
}

/** Both headers, for mailings alone (RFC 8058). */
function unsubscribeHeaders({ class: kind, unsubscribeUrl }: Outgoing): Record<string, string> {
  if (kind !== 'bulk' || unsubscribeUrl === undefined || !URL.canParse(unsubscribeUrl)) return {};
  return { 'List-Unsubscribe': `<${new URL(unsubscribeUrl).href}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

function fillIn(pattern: string, { fromDepartment, fromPerson }: Outgoing): string {
  const filled = pattern.replace(/\{(department|person)\}/g, (_, name) => (name === 'person' ? fromPerson : fromDepartment));
  return filled.replace(CONTROL, ' ').trim().slice(0, LONGEST_SUBJECT).toWellFormed();
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** The same words for programs that show HTML. Nothing of a text becomes markup. */
export function htmlOf(text: string): string {
  const escaped = text.replace(/[&<>"']/g, (character) => ESCAPES[character] as string);
  return `<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body><p style="white-space: pre-wrap">${escaped}</p></body></html>\n`;
}

async function sign(mail: Buffer, key: NonNullable<SmtpSettings['dkim']>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of new DKIM(key).sign(mail)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
