import PostalMime, { type Attachment } from 'postal-mime';
import { hasSecret } from '../callback.js';
import type { CallbackRequest, CallbackResult, Receipt } from '../provider.js';
import { isBadAddress } from './reply.js';
import type { SmtpSettings } from './smtp.settings.js';

const STATES: Readonly<Record<string, Receipt['state']>> = {
  failed: 'failed',
  delivered: 'delivered',
  // Still on its way, or on its way where nobody reports from.
  delayed: 'sent',
  relayed: 'sent',
  expanded: 'sent',
};

type Fields = ReadonlyMap<string, string>;

/** Takes a mail that somebody's mail server hands on by HTTP. */
export async function readBounceCallback(settings: SmtpSettings, request: CallbackRequest): Promise<CallbackResult> {
  if (!hasSecret(request, settings.callbackSecret)) return { refusal: 'unauthorized' };
  return { receipts: await parseBounce(request.body) };
}

/**
 * Reads a delivery status notification (RFC 3464). What is another mail, such as an answer to ours, or does not tell which mail it is about,
 * holds no receipts.
 */
export async function parseBounce(raw: Uint8Array): Promise<Receipt[]> {
  let parts: readonly Attachment[];
  try {
    ({ attachments: parts } = await PostalMime.parse(raw, { forceRfc822Attachments: true, attachmentEncoding: 'arraybuffer' }));
  } catch {
    return [];
  }
  const status = parts.find(({ mimeType }) => /^message\/(?:global-)?delivery-status$/i.test(mimeType));
  if (status === undefined) return [];
  const [message, ...recipients] = textOf(status)
    .split(/\r?\n[ \t]*\r?\n/)
    .map(readFields)
    .filter((fields) => fields.size > 0);
  const reference = messageIdIn(parts) ?? envelopeId(message);
  if (reference === undefined) return [];
  return recipients.flatMap((fields) => receiptOf(reference, fields) ?? []);
}

function receiptOf(reference: string, fields: Fields): Receipt | undefined {
  const state = STATES[/^[a-z]+/.exec(fields.get('action')?.toLowerCase() ?? '')?.[0] ?? ''];
  if (state === undefined) return undefined;
  const found = /^\s*([245])\.(\d{1,3})\.(\d{1,3})/.exec(fields.get('status') ?? '');
  const [kind = 0, subject = 0, detail = 0] = found?.slice(1).map(Number) ?? [];
  const at = new Date(fields.get('last-attempt-date') ?? '');
  return {
    reference,
    state,
    code: found === null ? '' : `${kind}.${subject}.${detail}`,
    doneAt: Number.isNaN(at.getTime()) ? undefined : at,
    isAddressBad: state === 'failed' && isBadAddress(kind, subject, detail),
  };
}

/** The Message-ID in what the notification gives back of our mail. */
function messageIdIn(parts: readonly Attachment[]): string | undefined {
  const original = parts.find(({ mimeType }) => /^(?:message\/(?:rfc822|global)(?:-headers)?|text\/rfc822-headers)$/i.test(mimeType));
  if (original === undefined) return undefined;
  const [head = ''] = textOf(original).split(/\r?\n\r?\n/, 1);
  return /^<([^<>\s]{1,255})>/.exec(readFields(head).get('message-id') ?? '')?.[1];
}

/** The name that we gave the envelope (RFC 3461), for notifications that give nothing back. */
function envelopeId(message: Fields | undefined): string | undefined {
  const written = message?.get('original-envelope-id') ?? '';
  const id = written.replace(/\+([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return /^[^<>\s@]{1,127}@[^<>\s@]{1,127}$/.test(id) ? id : undefined;
}

/** Fields by their names in lower case; lines that go on are joined, and of two with one name the first counts. */
function readFields(text: string): Fields {
  const fields = new Map<string, string>();
  for (const line of text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const [, name, value] = /^([A-Za-z0-9-]{1,64}):[ \t]*(.*)$/.exec(line) ?? [];
    if (name !== undefined && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value?.trim() ?? '');
  }
  return fields;
}

const textOf = ({ content }: Attachment): string =>
  (typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as ArrayBuffer)).toString('utf8');
