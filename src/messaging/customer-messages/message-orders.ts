import type { DeliveryWish } from './message-companion.js';
import type { SendMessageDto } from './v1/send-message.dto.js';

/** A text that is made of what its sender names, such as a template. */
export interface TextOrder {
  /** What was asked: by this a call is told from another with the same key, since what is made of it may change meanwhile. */
  readonly asked: string;
  /** A promise only where the database has to be asked. */
  make(): MadeText | Promise<MadeText>;
}

export interface MadeText {
  readonly text: string;
  readonly template: { readonly id: string; readonly version: number };
}

/** What a sender asks beside the four fields of OBP; most ask nothing. */
export interface MessageOrder {
  readonly wish?: DeliveryWish;
  /** Instead of a text of the sender's own. */
  readonly text?: TextOrder;
}

/** What messages of one call may ask: what they name is read once. */
export type OrderReader = (body: SendMessageDto) => MessageOrder | undefined;

/** Lets a feature above say what may be asked with a message. There is one, given by `app/`. */
export abstract class MessageOrders {
  /** The reader says undefined where nothing is asked, and throws an ObpError for what cannot be. */
  abstract readerFor(bankId: string): OrderReader;
}

/** What a repeat has to have in common with the first call, beside the message itself. */
export const askedOf = ({ wish, text }: MessageOrder): string[] => [
  ...(wish === undefined ? [] : [JSON.stringify(wish)]),
  ...(text === undefined ? [] : [text.asked]),
];

/** What is wished for a text that was made. */
export const wishOf = ({ wish }: MessageOrder, made: MadeText | undefined): DeliveryWish | undefined =>
  made === undefined ? wish : { ...wish, template: made.template };
