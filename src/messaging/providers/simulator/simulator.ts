import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { SettingsReader } from '../settings-reader.js';
import type { Answer, Outgoing, Provider, ProviderContext, ProviderKind, Receipt } from '../provider.js';

/** Milliseconds until an ordinary message is delivered, and until a slow provider answers. */
const USUAL = 200;
const SLOW = 30_000;

type Behaviour = 'at_once' | 'permanent' | 'temporary' | 'slow' | 'silent' | 'opted_out' | 'usual';

const BY_NUMBER: Readonly<Record<string, Behaviour>> = {
  '001': 'at_once',
  '002': 'permanent',
  '003': 'temporary',
  '004': 'slow',
  '005': 'silent',
  '006': 'opted_out',
};

/** `delivered@`, `permanent@`, `temporary@`, ... of this domain. */
const MAILBOX = /^([a-z_]+)@simulator\.example$/i;
const BY_MAILBOX: Readonly<Record<string, Behaviour>> = {
  delivered: 'at_once',
  permanent: 'permanent',
  temporary: 'temporary',
  slow: 'slow',
  silent: 'silent',
  opted_out: 'opted_out',
};

/** What the simulator does is decided by the recipient alone. */
function behaviourOf(address: string): Behaviour {
  const mailbox = MAILBOX.exec(address)?.[1]?.toLowerCase();
  if (mailbox !== undefined) return BY_MAILBOX[mailbox] ?? 'usual';
  return address.includes('@') ? 'usual' : (BY_NUMBER[address.slice(-3)] ?? 'usual');
}

/** Sends nothing to anybody, and says what real providers say. */
class Simulator implements Provider {
  readonly window = 200;
  private readonly ended = new AbortController();
  private readonly running = new Set<Promise<void>>();

  constructor(private readonly context: ProviderContext) {}

  async send({ address, tries }: Outgoing): Promise<Answer> {
    const behaviour = behaviourOf(address);
    if (behaviour === 'permanent') return { outcome: 'permanent', code: 'SIM-002', isAddressBad: true };
    if (behaviour === 'opted_out') return { outcome: 'permanent', code: 'SIM-006', isAddressBad: false };
    if (behaviour === 'temporary' && tries === 0) return { outcome: 'temporary', code: 'SIM-003', retryAfter: 1_000 };
    if (behaviour === 'slow') await this.wait(SLOW);
    const reference = uuidv7();
    if (behaviour !== 'silent') this.follow(this.deliver(reference, behaviour === 'at_once' ? 0 : USUAL));
    return { outcome: 'accepted', references: [reference] };
  }

  async close(): Promise<void> {
    this.ended.abort();
    await Promise.all(this.running);
  }

  private async deliver(reference: string, after: number): Promise<void> {
    await this.wait(after);
    const receipt: Receipt = { reference, state: 'delivered', code: '', doneAt: new Date(), isAddressBad: false };
    await this.context.receipts.receive([receipt]);
  }

  /** A receipt that could not be stored is lost, as it is with providers that say a thing once. */
  private follow(work: Promise<void>): void {
    const followed = work.catch(() => undefined).finally(() => this.running.delete(followed));
    this.running.add(followed);
  }

  private async wait(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.ended.signal, ref: false }).catch(() => undefined);
  }
}

/** For the sandbox and for test consumers. Any number and address is taken, also one that nobody could have. */
export const SIMULATOR_KIND: ProviderKind<object> = {
  name: 'simulator',
  channels: ['sms', 'email'],
  receiptSeconds: () => 72 * 3600,
  knowsKeys: true,
  isOptedOut: (address) => behaviourOf(address) === 'opted_out',
  secretSettings: [],
  destinationSettings: [],
  parse: (settings) => {
    new SettingsReader(settings).end();
    return {};
  },
  open: (_settings, context) => new Simulator(context),
};
