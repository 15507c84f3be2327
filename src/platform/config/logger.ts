import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';
import { logOutput } from './log-output.js';

/** Names under which a secret might be logged by mistake; a net under the rule that none is logged at all. */
const SECRETS = ['password', 'secret', 'token', 'authorization', 'Authorization', 'directlogin', 'DirectLogin'];

const FORM = { base: null, timestamp: pino.stdTimeFunctions.isoTime };

/** Structured lines on standard output. */
export const createLogger = (level: string): Logger =>
  pino({ ...FORM, level, redact: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]) }, logOutput());

/** The same for lines of a few named fields, none of them secret, that no `LOG_LEVEL` hides. */
export const createPlainLogger = (): Logger => pino(FORM, logOutput());

/** Nest's own lines in ours; what it reports of a normal start is only of interest when debugging. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: unknown): void {
    this.logger.debug({ context }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    // A start that cannot listen: it throws the same error too, which ends the service with a line of its own.
    const level = context === 'NestApplication' ? 'debug' : 'error';
    this.logger[level]({ context }, message instanceof Error ? message.message : String(message));
  }

  warn(message: unknown, context?: unknown): void {
    this.logger.warn({ context }, String(message));
  }

  debug(message: unknown, context?: unknown): void {
    this.logger.debug({ context }, String(message));
  }

  verbose(message: unknown, context?: unknown): void {
    this.logger.trace({ context }, String(message));
  }

  fatal(message: unknown, context?: unknown): void {
    this.logger.fatal({ context }, String(message));
  }
}
