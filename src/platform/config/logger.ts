import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';
import { logOutput } from './log-output.js';

/** Names under which a secret might be logged by mistake: a safety net, since no secret should be logged at all. */
const SECRETS = ['password', 'secret', 'token', 'authorization', 'Authorization', 'directlogin', 'DirectLogin'];

const FORM = { base: null, timestamp: pino.stdTimeFunctions.isoTime };

/** Structured lines on standard output. */
export const createLogger = (level: string): Logger =>
  pino({ ...FORM, level, redact: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]) }, logOutput());

/** The same for lines of a few named fields, none of them secret, that no `LOG_LEVEL` hides. */
export const createPlainLogger = (): Logger => pino(FORM, logOutput());

/** Nest's own log lines in our format; its reports of a normal start only matter when debugging. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: unknown): void {
    this.logger.debug({ context }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    // The service cannot listen: the same error is also thrown, and ends the service with its own log line.
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
