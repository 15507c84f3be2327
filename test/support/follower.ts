import http from 'node:http';
import { shared } from './client.js';

export const STREAM = '/messaging/v1/me/messages/stream';

/** A reader of a stream of events. */
export class Follower {
  text = '';
  ended = false;
  /** Whether it came to its end, and was not cut. */
  isWhole = false;
  status = 0;
  headers: http.IncomingHttpHeaders = {};
  private constructor(private readonly request: http.ClientRequest) {}

  static async open(token: string, headers: Record<string, string> = {}, base = shared().url): Promise<Follower> {
    const { hostname, port } = new URL(base);
    const all = { Accept: 'text/event-stream', DirectLogin: `token=${token}`, ...headers };
    const request = http.request({ agent: false, hostname, port, path: STREAM, headers: all });
    const follower = new Follower(request);
    await new Promise<void>((resolve, reject) => {
      request.on('response', (response) => {
        follower.status = response.statusCode ?? 0;
        follower.headers = response.headers;
        response.on('data', (part: Buffer) => (follower.text += part.toString()));
        response.on('end', () => (follower.isWhole = true));
        response.on('close', () => (follower.ended = true));
        response.on('error', () => undefined);
        resolve();
      });
      request.on('error', reject);
      request.end();
    });
    request.on('error', () => undefined);
    if (follower.status === 200) await follower.until(({ text }) => text.includes('event: ready'));
    return follower;
  }

  get messages(): { id: string; text: string }[] {
    return [...this.text.matchAll(/id: (.+)\nevent: message\ndata: (.+)\n\n/g)].map(([, id = '', data = '']) => ({
      id,
      text: (JSON.parse(data) as { message: string }).message,
    }));
  }

  get texts(): string[] {
    return this.messages.map(({ text }) => text);
  }

  async until(holds: (follower: Follower) => boolean): Promise<void> {
    const patience = Date.now() + 30_000;
    while (!holds(this)) {
      if (Date.now() > patience) throw new Error(`it did not happen: ${this.status} ${this.text.slice(-2_000)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  close(): void {
    this.request.destroy();
  }
}
