import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Egress } from '../../../platform/http/egress.js';
import type { SmppSettings } from './smpp.settings.js';

/** Begins a TCP connection. One to where none may go is refused by an error on the socket. */
export type Dial = Egress['dial'];

/**
 * @returns the socket, once bytes can go over it.
 * @throws the error of the socket, or ETIMEDOUT after the time that an answer has, or ABORT_ERR.
 */
export async function connectSocket(dial: Dial, settings: SmppSettings, signal: AbortSignal): Promise<Socket> {
  const { host, port, tls, ca, timing } = settings;
  const tcp = dial(host, port).setNoDelay(true);
  // A name is given for TLS to ask for and to check; an IP address is checked as such.
  const socket = tls
    ? connectTls({ socket: tcp, host, servername: /[a-z]/i.test(host) && !host.includes(':') ? host : '', ...(ca !== '' && { ca }) })
    : tcp;
  const patience = AbortSignal.any([signal, AbortSignal.timeout(timing.answer)]);
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once(tls ? 'secureConnect' : 'connect', resolve);
      socket.once('error', reject);
      socket.once('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
      const giveUp = (): void =>
        reject(Object.assign(new Error('no connection in time'), { code: signal.aborted ? 'ABORT_ERR' : 'ETIMEDOUT' }));
      if (patience.aborted) giveUp();
      else patience.addEventListener('abort', giveUp, { once: true });
    });
    return socket;
  } catch (error) {
    socket.on('error', () => undefined); // whatever else it has to say
    tcp.on('error', () => undefined);
    socket.destroy();
    tcp.destroy();
    throw error;
  }
}
