import { setTimeout as sleep } from 'node:timers/promises';
import { Counter } from 'prom-client';
import { type Answer, CLOSED, type Outgoing, type Provider, type ProviderContext, type ProviderKind } from '../provider.js';
import { encodeText, transliterate } from '../sms/segments.js';
import { ConcatReferences } from './concat-references.js';
import type { Dial } from './connect.js';
import { Link } from './link.js';
import { COMMAND, type Delivered, type Pdu, readDelivered, readMessageId, submitBody, submitPrefix, validityOf } from './pdu.js';
import { isReceipt, readReceipt, referenceOfAnswer } from './receipt.js';
import { ReceiptBatcher } from './receipt-batcher.js';
import { Session } from './session.js';
import { readSmppSettings, type SmppSettings } from './smpp.settings.js';
import { refusalOf, STATUS } from './status.js';

const received = new Counter({
  name: 'customer_messages_smpp_received_total',
  help: 'What message centres sent: receipts, messages from phones (which are ignored), and receipts or PDUs that cannot be read.',
  labelNames: ['kind'],
});

const GSM7_OR_UCS2 = { gsm7: 0, ucs2: 8 } as const;
const HAS_HEADER = 0x40;
const MOST_PARTS = 255;
const NO_ID = Buffer.of(0);
/** Milliseconds for which what is being sent may go on when the provider is closed. */
const GRACE = 3000;

type Unfinished = Exclude<Answer, { outcome: 'accepted' }>;

class SmppProvider implements Provider {
  readonly window: number;
  private readonly link: Link;
  private readonly receipts: ReceiptBatcher;
  private readonly references = new ConcatReferences();
  private readonly prefix: Buffer;
  private readonly sending = new Set<Promise<Answer>>();
  private isClosing = false;

  constructor(
    private readonly settings: SmppSettings,
    context: ProviderContext,
    dial: Dial,
  ) {
    this.window = settings.window;
    this.prefix = submitPrefix(settings.serviceType, settings.source);
    this.receipts = new ReceiptBatcher(context.receipts);
    this.link = new Link(settings, dial, (session, pdu) => this.take(session, pdu));
  }

  async send(outgoing: Outgoing): Promise<Answer> {
    if (this.isClosing) return CLOSED;
    const sending = this.sendParts(outgoing);
    this.sending.add(sending);
    try {
      return await sending;
    } finally {
      this.sending.delete(sending);
    }
  }

  changedText(text: string): string {
    return this.settings.transliterate ? transliterate(text) : text;
  }

  async close(): Promise<void> {
    this.isClosing = true;
    const grace = new AbortController();
    const settled = Promise.allSettled(this.sending).then(() => this.receipts.idle());
    await Promise.race([settled, sleep(GRACE, undefined, { signal: grace.signal }).catch(() => undefined)]);
    grace.abort();
    await this.link.close();
  }

  /** The first part goes ahead: while it is not taken, nothing of the message is, and its answer is that of the whole. */
  private async sendParts({ address, text, sendKey, livesFor }: Outgoing): Promise<Answer> {
    const digits = /^\+?(\d{1,20})$/.exec(address)?.[1];
    if (digits === undefined) return { outcome: 'permanent', code: 'ESME_RINVDSTADR', isAddressBad: true };
    const validity = this.settings.validityPeriod && livesFor !== undefined ? validityOf(livesFor) : '';
    const bodies = this.bodiesOf(digits, text, validity);
    if (bodies.length > MOST_PARTS) return { outcome: 'permanent', code: 'SMPP_TOO_MANY_PARTS', isAddressBad: false };
    const [head, ...tail] = bodies as [Buffer, ...Buffer[]];
    const first = await this.submit(head, `${sendKey}/1`);
    // The other parts were never sent, so the message cannot have arrived.
    if (first.outcome === 'unknown' && tail.length > 0) return { outcome: 'temporary', code: first.code };
    if (first.outcome !== 'accepted' || tail.length === 0) return first;
    const until = performance.now() + this.settings.timing.answer;
    const rest = await Promise.all(tail.map((body, at) => this.submitPatiently(body, `${sendKey}/${at + 2}`, until)));
    return ofParts([first, ...rest]);
  }

  private bodiesOf(digits: string, text: string, validity: string): Buffer[] {
    const { settings, prefix } = this;
    const { encoding, parts } = encodeText(this.changedText(text));
    const destination = { ton: settings.destinationTon, npi: settings.destinationNpi, address: digits };
    const dataCoding = GSM7_OR_UCS2[encoding];
    if (parts.length === 1) return [submitBody(prefix, { destination, dataCoding, esmClass: 0, message: parts[0], validity })];
    const reference = this.references.next(digits);
    return parts.map((part, at) => {
      const message = Buffer.concat([Buffer.of(5, 0, 3, reference, parts.length & 0xff, (at + 1) & 0xff), part]);
      return submitBody(prefix, { destination, dataCoding, esmClass: HAS_HEADER, message, validity });
    });
  }

  /** @param without the reference of a message that the peer took without giving it an id */
  private async submit(body: Buffer, without: string): Promise<Answer> {
    const session = await this.link.get();
    if (!(session instanceof Session)) return { outcome: 'unavailable', ...session };
    const reply = await session.request(COMMAND.submitSm, body);
    if (reply.kind === 'unsent') return { outcome: 'unavailable', code: reply.code };
    if (reply.kind === 'lost') return { outcome: 'unknown', code: reply.code };
    const { command, status, body: answer } = reply.pdu;
    if (status === STATUS.ok && command !== COMMAND.genericNack) {
      return { outcome: 'accepted', references: [referenceOfAnswer(readMessageId(answer), this.settings.receiptIdBase) || without] };
    }
    if (status === STATUS.notBound) session.end('ESME_RINVBNDSTS');
    return refusalOf(status);
  }

  /** Repeats a part that is held up, since those before it have been taken. */
  private async submitPatiently(body: Buffer, without: string, until: number): Promise<Answer> {
    for (let pause = 100; ; pause *= 2) {
      const answer = await this.submit(body, without);
      if (answer.outcome !== 'throttled' && answer.outcome !== 'unavailable') return answer;
      const wait = Math.max(pause, answer.retryAfter ?? 0) * (1 + Math.random() / 4);
      // The parts that were taken make this a try that counts.
      if (this.isClosing || performance.now() + wait > until) return { outcome: 'temporary', code: answer.code };
      await sleep(wait);
    }
  }

  private take(session: Session, pdu: Pdu): void {
    if (pdu.command !== COMMAND.deliverSm) {
      session.nack(pdu, STATUS.badCommand);
      return;
    }
    let delivered: Delivered;
    try {
      delivered = readDelivered(pdu.body);
    } catch {
      received.inc({ kind: 'unreadable' });
      session.nack(pdu, STATUS.badLength);
      return;
    }
    const isOurs = isReceipt(delivered);
    const receipt = isOurs ? readReceipt(delivered, this.settings) : undefined;
    received.inc({ kind: receipt !== undefined ? 'receipt' : isOurs ? 'unreadable' : 'message' });
    // What is of no use is acknowledged too, or it would come for ever.
    if (receipt === undefined) session.respond(pdu, STATUS.ok, NO_ID);
    else this.receipts.add(receipt, (status) => session.respond(pdu, status, NO_ID));
  }
}

/** A message is taken when all of its parts are. What is certain counts before what nobody knows: such a message cannot arrive whole. */
function ofParts(answers: readonly Answer[]): Answer {
  const problem = (outcome: Unfinished['outcome']): Answer | undefined => answers.find((answer) => answer.outcome === outcome);
  const references = answers.flatMap((answer) => (answer.outcome === 'accepted' ? answer.references : []));
  return (
    problem('permanent') ??
    problem('temporary') ??
    problem('unknown') ?? { outcome: 'accepted', references: references as [string, ...string[]] }
  );
}

/** @param dial begins connections; where they may not go anywhere, it is what refuses them */
export const smppKind = (dial: Dial): ProviderKind<SmppSettings> => ({
  name: 'smpp',
  channels: ['sms'],
  receiptSeconds: () => 72 * 3600,
  knowsKeys: false,
  secretSettings: ['password'],
  destinationSettings: ['host', 'port', 'tls', 'ca'],
  parse: readSmppSettings,
  open: (settings, context) => new SmppProvider(settings, context, dial),
});
