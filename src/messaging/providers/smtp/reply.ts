import type { Answer } from '../provider.js';

/** Where in the talk something happened. What comes after `content` may be about a mail that was taken. */
export type Phase = 'connect' | 'sender' | 'recipient' | 'content';
export type Refusal = Exclude<Answer, { outcome: 'accepted' }>;

interface Reply {
  readonly status: number;
  /** The enhanced code (RFC 3463) as three numbers. */
  readonly detail: readonly [number, number, number] | undefined;
  /** Digits and dots alone: what a server adds may hold an address. */
  readonly code: string;
}

function readReply(text: string): Reply | undefined {
  const found = /^([2-5]\d\d)(?:[ -](?:([245])\.(\d{1,3})\.(\d{1,3})(?!\S))?|$)/.exec(text.trimStart());
  if (found === null) return undefined;
  const [, status = '', ...parts] = found;
  const [a, b, c] = parts.map(Number);
  const detail = parts[0] === undefined ? undefined : ([a, b, c] as [number, number, number]);
  return { status: Number(status), detail, code: detail === undefined ? status : `${status} ${detail.join('.')}` };
}

/** Whether an enhanced code says that the address of the recipient is bad. 5.1.7 and 5.1.8 speak of the sender's. */
export function isBadAddress(kind: number, subject: number, detail: number): boolean {
  return kind === 5 && ((subject === 1 && detail !== 7 && detail !== 8) || (subject === 2 && detail === 1));
}

/** What a reply that refuses means. Undefined for what is no such reply. */
export function refusalOf(text: string, phase: Phase): Refusal | undefined {
  const reply = readReply(text);
  if (reply === undefined || reply.status < 400) return undefined;
  const { status, detail = [0, 0, 0], code } = reply;
  const [, subject, number] = detail;
  if (status === 421 || (status < 500 && isThrottling(subject, number))) return { outcome: 'throttled', code };
  // 530 and 535 ask for a login or refuse it.
  if (phase === 'connect' || status === 530 || status === 535) return { outcome: 'unavailable', code };
  if (status < 500) return { outcome: 'temporary', code };
  if (phase === 'sender') {
    // Who may not send here may not send any mail; only the size is the mail's own.
    const isTooLarge = status === 552 || (subject === 3 && number === 4);
    return isTooLarge ? { outcome: 'permanent', code, isAddressBad: false } : { outcome: 'unavailable', code };
  }
  return { outcome: 'permanent', code, isAddressBad: reply.detail !== undefined && isBadAddress(...reply.detail) };
}

/**
 * 4.5.3, and 4.7 but for 4.7.1: with that a server puts off a single recipient whom it sees for the first time (greylisting), which is no
 * reason to slow the others down.
 */
const isThrottling = (subject: number, detail: number): boolean => (subject === 5 && detail === 3) || (subject === 7 && detail !== 1);

/** What it means that a line broke, or that nothing or nonsense came. */
export function lossOf(code: string, phase: Phase): Refusal {
  if (phase === 'connect') return { outcome: 'unavailable', code };
  return phase === 'content' ? { outcome: 'unknown', code } : { outcome: 'temporary', code };
}
