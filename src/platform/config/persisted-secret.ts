import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, ConfigError } from './config.js';

/** Minimum characters of a secret, the same as for secrets from the environment. */
const SHORTEST = 32;

/** The keys that sign tokens: the first signs, all verify. */
export const jwtSecrets = ({ jwtSecrets: given, dataDir }: Pick<Config, 'jwtSecrets' | 'dataDir'>): readonly string[] =>
  given ?? [keptSecret(dataDir, 'jwt-secret')];

/** The keys that encrypt secrets: the first encrypts, all decrypt. */
export const secretsKeys = ({ secretsKeys: given, dataDir }: Pick<Config, 'secretsKeys' | 'dataDir'>): readonly string[] =>
  given ?? [keptSecret(dataDir, 'secrets-key')];

/**
 * A secret of this installation, generated at the first start and kept in DATA_DIR, readable only by the service's user. Processes that
 * start together on one folder get the same secret.
 *
 * @throws ConfigError when the file is there and holds no such secret.
 */
function keptSecret(dataDir: string, name: string): string {
  const file = join(dataDir, name);
  if (!existsSync(file)) make(file);
  chmodSync(file, 0o600);
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < SHORTEST)
    throw new ConfigError([`${file} is damaged: put the secret back, or remove the file to have a new one made, which ends all sessions`]);
  return secret;
}

function make(file: string): void {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, randomBytes(48).toString('base64url'), { mode: 0o600 });
    linkSync(draft, file); // unlike a rename, this does not replace a file that another process has just written
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
