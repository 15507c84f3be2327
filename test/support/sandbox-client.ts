import { type Answer, Client, exchange, type Sandbox, sandboxOf } from './client.js';
import { MESSAGE } from './world.js';

/** Uses the sandbox of one started service, without checking the answers against its documents. */
export class SandboxClient {
  readonly messages: string;

  private constructor(
    readonly url: string,
    readonly sandbox: Sandbox,
    readonly token: string,
  ) {
    this.messages = `/obp/v4.0.0/banks/${sandbox.bank_id}/customers/${sandbox.customer_id}/messages`;
  }

  /** Logged in as staff. */
  static async of({ url, dataDir }: { url: string; dataDir: string }): Promise<SandboxClient> {
    const sandbox = sandboxOf(dataDir);
    const { username, password } = sandbox.users.staff;
    return new SandboxClient(url, sandbox, await new Client(url).login(username, password, sandbox.consumer_key));
  }

  send(message: string, token = this.token): Promise<Answer> {
    const headers = { DirectLogin: `token=${token}`, 'Content-Type': 'application/json' };
    return exchange(this.url, 'POST', this.messages, headers, JSON.stringify({ ...MESSAGE, message }));
  }

  get(path: string, token = this.token): Promise<Answer> {
    return exchange(this.url, 'GET', path, { DirectLogin: `token=${token}` });
  }

  /** The texts of all messages, newest first, however many pages they fill. */
  async texts(): Promise<string[]> {
    const all: string[] = [];
    let path: string | undefined = `${this.messages}?limit=1000`;
    while (path !== undefined) {
      const { status, body, headers }: Answer = await this.get(path);
      if (status !== 200) throw new Error(`the list was answered ${status}: ${JSON.stringify(body)}`);
      all.push(...(body.messages as { message: string }[]).map(({ message }) => message));
      const next = /<([^>]+)>; rel="next"/.exec(String(headers.link))?.[1];
      path = next === undefined ? undefined : new URL(next).pathname + new URL(next).search;
    }
    return all;
  }
}
