import { Client } from 'pg';

/** A connection of the test's own to the database of a service. */
export async function connectTo(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Runs one statement on a connection of its own. */
export async function sql<Row extends object = any>(url: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = await connectTo(url);
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Asks again and again until the answer is yes. */
export async function until(what: string, ask: () => boolean | Promise<boolean>, seconds = 30): Promise<void> {
  const last = Date.now() + seconds * 1000;
  while (!(await ask())) {
    if (Date.now() > last) throw new Error(`still not: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Resolves when so many statements of the service wait for a lock. */
export const statementsWait = (url: string, count: number, seconds?: number): Promise<void> =>
  until(
    `${count} statements wait`,
    async () => {
      const rows = await sql(
        url,
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'customer-messages' AND wait_event_type = 'Lock'`,
      );
      return rows.length === count;
    },
    seconds,
  );
