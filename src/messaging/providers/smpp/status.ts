import type { Answer } from '../provider.js';

/** The statuses of SMPP 3.4 that mean more here than their number. */
const NAMES: Readonly<Record<number, string>> = {
  0x00: 'ESME_ROK',
  0x01: 'ESME_RINVMSGLEN',
  0x02: 'ESME_RINVCMDLEN',
  0x03: 'ESME_RINVCMDID',
  0x04: 'ESME_RINVBNDSTS',
  0x05: 'ESME_RALYBND',
  0x08: 'ESME_RSYSERR',
  0x0a: 'ESME_RINVSRCADR',
  0x0b: 'ESME_RINVDSTADR',
  0x0d: 'ESME_RBINDFAIL',
  0x0e: 'ESME_RINVPASWD',
  0x0f: 'ESME_RINVSYSID',
  0x14: 'ESME_RMSGQFUL',
  0x15: 'ESME_RINVSERTYP',
  0x43: 'ESME_RINVESMCLASS',
  0x45: 'ESME_RSUBMITFAIL',
  0x48: 'ESME_RINVSRCTON',
  0x49: 'ESME_RINVSRCNPI',
  0x50: 'ESME_RINVDSTTON',
  0x51: 'ESME_RINVDSTNPI',
  0x53: 'ESME_RINVSYSTYP',
  0x58: 'ESME_RTHROTTLED',
  0x64: 'ESME_RX_T_APPN',
  0x65: 'ESME_RX_P_APPN',
  0x66: 'ESME_RX_R_APPN',
  0x67: 'ESME_RQUERYFAIL',
  0xfe: 'ESME_RDELIVERYFAILURE',
  0xff: 'ESME_RUNKNOWNERR',
};

export const STATUS = { ok: 0x00, notBound: 0x04, badLength: 0x02, badCommand: 0x03, temporaryError: 0x64 } as const;

export const statusName = (status: number): string => NAMES[status] ?? `SMPP 0x${status.toString(16).padStart(8, '0')}`;

const THROTTLED = new Set([0x14, 0x58]);
const BAD_ADDRESS = 0x0b;
/** What this message will never pass with: its length, its class, and what the application behind the provider refuses. */
const PERMANENT = new Set([0x01, 0x43, 0x65, 0x66]);
/** We are not bound, or not known, or the settings of the provider are wrong: no message is to blame. */
const UNAVAILABLE = new Set([0x04, 0x05, 0x0a, 0x0d, 0x0e, 0x0f, 0x15, 0x48, 0x49, 0x50, 0x51, 0x53]);
/** A user name or a password that is wrong does not mend itself in a second, and some lock whoever tries too often. */
const CREDENTIALS = new Set([0x0d, 0x0e, 0x0f, 0x53]);

export const isAboutCredentials = (status: number): boolean => CREDENTIALS.has(status);

/** What a refusal of a message means. Codes that nobody told us, such as a provider's own, count as temporary. */
export function refusalOf(status: number): Answer & { readonly code: string } {
  const code = statusName(status);
  if (THROTTLED.has(status)) return { outcome: 'throttled', code };
  if (UNAVAILABLE.has(status)) return { outcome: 'unavailable', code };
  if (status === BAD_ADDRESS || PERMANENT.has(status)) return { outcome: 'permanent', code, isAddressBad: status === BAD_ADDRESS };
  return { outcome: 'temporary', code };
}
