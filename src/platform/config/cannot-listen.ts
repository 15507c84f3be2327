import { ConfigError } from './config.js';

/** The message about an address that a server cannot listen on. */
export const cannotListen = (port: 'PORT' | 'METRICS_PORT', { code = 'unknown reason' }: NodeJS.ErrnoException): ConfigError =>
  new ConfigError([`HOST and ${port}: cannot listen there: ${code === 'EADDRINUSE' ? 'another program does' : code}`]);
