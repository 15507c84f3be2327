// node .ci/sql.mjs URL STATEMENT: runs one statement and prints the number of rows. Exit status 3 when no server answers.
import { Client } from 'pg';

const [url, statement] = process.argv.slice(2);
const client = new Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
try {
  await client.connect();
  console.log((await client.query(statement)).rowCount);
  await client.end();
} catch (error) {
  const away = error.code === 'ECONNREFUSED' || error instanceof AggregateError;
  if (!away) console.error(error.message);
  process.exit(away ? 3 : 1);
}
