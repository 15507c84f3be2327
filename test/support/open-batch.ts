import { request } from 'node:http';
import type { Answer } from './client.js';

/** A batch that is being sent. */
export interface OpenBatch {
  /** Resolves when the bytes are handed to the connection. */
  readonly write: (text: string | Buffer) => Promise<void>;
  readonly end: (text?: string) => void;
  /** Goes away silently. */
  readonly abandon: () => void;
  readonly answer: Promise<Answer>;
}

/** Begins to send a batch, which arrives while it is being written. */
export function openBatch(
  url: string,
  token: string,
  { headers = {}, type = 'application/x-ndjson' }: { headers?: Record<string, string>; type?: string } = {},
): OpenBatch {
  const call = request(url, { method: 'POST', headers: { DirectLogin: `token=${token}`, 'Content-Type': type, ...headers } });
  const answer = new Promise<Answer>((resolve, reject) => {
    call.on('error', reject);
    call.on('response', (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: JSON.parse(text) as unknown }));
    });
  });
  answer.catch(() => undefined); // callers that are interested wait for it
  return {
    write: (text) => new Promise((resolve, reject) => call.write(text, (error) => (error ? reject(error) : resolve()))),
    end: (text) => void call.end(text),
    abandon: () => void call.destroy(),
    answer,
  };
}
