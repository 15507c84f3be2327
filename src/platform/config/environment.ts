import { existsSync, readFileSync } from 'node:fs';
import { ConfigError } from './config.js';
import { readEnvFile } from './env-file.js';
import { meantVariable } from './meant-variable.js';

/**
 * The environment, completed from a file `.env` in the working folder; the environment itself takes precedence.
 *
 * @param warn gets the names in the environment that are nearly ours. They are not refused: other programs share the environment.
 * @throws ConfigError with a line for each thing that is wrong in the file.
 */
export function environment(warn: (line: string) => void): NodeJS.ProcessEnv {
  for (const name of Object.keys(process.env)) {
    const meant = meantVariable(name);
    if (meant !== undefined && process.env[meant] === undefined)
      warn(`${name} in the environment is no variable of this service; if ${meant} is meant, set that`);
  }
  if (!existsSync('.env')) return process.env;
  const { values, problems } = readEnvFile(read());
  if (problems.length > 0) throw new ConfigError(problems);
  for (const [name, value] of Object.entries(values)) process.env[name] ??= value;
  return process.env;
}

function read(): string {
  try {
    return readFileSync('.env', 'utf8');
  } catch (error) {
    throw new ConfigError([`.env cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}`]);
  }
}
