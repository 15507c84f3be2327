import { Injectable } from '@nestjs/common';
import { ObpError } from '../../../platform/errors/obp-error.js';
import {
  type MadeText,
  type MessageOrder,
  MessageOrders,
  type OrderReader,
  type TextOrder,
} from '../../customer-messages/message-orders.js';
import { type KnownVersion, MessageTemplates, textOf, type WantedText } from '../../templates/message-templates.js';
import type { SendMessageDto } from '../../customer-messages/v1/send-message.dto.js';
import { toDeliveryWish } from './send-message.mapper.js';

/** Versions of templates that the messages of one call may name: each is read once, and a call may have 10,000 messages. */
const MOST_VERSIONS = 100;

const OF_TEMPLATE = ['template_id', 'template_version', 'language', 'personalisation'] as const;
const OF_DELIVERY = ['priority', 'send_at', 'expires_at', 'channels', 'reference', 'metadata'] as const;

const says = (body: SendMessageDto, fields: readonly (keyof SendMessageDto)[]): boolean =>
  fields.some((field) => body[field] !== undefined && body[field] !== null);

/** Reads what a message may ask beside the fields of v4.0.0, whether it is sent alone or in a batch. */
@Injectable()
export class SendMessageOrders extends MessageOrders {
  constructor(private readonly templates: MessageTemplates) {
    super();
  }

  readerFor(bankId: string): OrderReader {
    const known = new Map<string, KnownVersion | Promise<KnownVersion>>();
    return (body) => {
      const wish = says(body, OF_DELIVERY) ? toDeliveryWish(body) : undefined;
      const text = says(body, OF_TEMPLATE) ? this.textOf(bankId, body, known) : undefined;
      if (wish === undefined && text === undefined) return undefined;
      return { ...(wish === undefined ? {} : { wish }), ...(text === undefined ? {} : { text }) } satisfies MessageOrder;
    };
  }

  private textOf(bankId: string, body: SendMessageDto, known: Map<string, KnownVersion | Promise<KnownVersion>>): TextOrder {
    const { template_id: templateId, template_version: version, language, personalisation } = body;
    if (!templateId || says(body, ['message'])) throw new ObpError('MessageOrTemplate');
    const wanted: WantedText = {
      templateId,
      version: version ?? undefined,
      language: language ?? undefined,
      personalisation: personalisation ?? {},
    };
    const made = (found: KnownVersion): MadeText => {
      const { text } = textOf(found, wanted);
      return { text, template: { id: templateId, version: found.version } };
    };
    return {
      asked: JSON.stringify([templateId, version ?? null, language ?? null, personalisation ?? {}]),
      make: () => {
        const found = this.versionFor(bankId, wanted, known);
        return found instanceof Promise ? found.then(made) : made(found);
      },
    };
  }

  /** The same for all messages of a call, also where there is a newer one meanwhile. */
  private versionFor(
    bankId: string,
    { templateId, version }: WantedText,
    known: Map<string, KnownVersion | Promise<KnownVersion>>,
  ): KnownVersion | Promise<KnownVersion> {
    const key = `${version ?? ''} ${templateId}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size >= MOST_VERSIONS)
      throw new ObpError('InvalidJson', ` One call may name at most ${MOST_VERSIONS} versions of templates.`);
    const found = this.templates.version(bankId, templateId, version);
    known.set(key, found);
    if (found instanceof Promise)
      found.then(
        (value) => known.set(key, value),
        () => undefined, // whoever asked is told, and whoever asks later
      );
    return found;
  }
}
