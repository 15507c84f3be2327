import { ConfigError } from './config.js';

/** What is said about an address that a server could not take. */
export const cannotListen = (port: 'PORT' | 'METRICS_PORT', { code = 'unknown reason' }: NodeJS.ErrnoException): ConfigError =>
  new ConfigError([`HOST and ${port}: cannot listen there: ${code === 'EADDRINUSE' ? 'another program does' : code}`]);
