import { ERRORS, type ErrorKey, type ErrorKind } from './catalogue.js';

/**
 * A refusal that is reported to the caller. `detail` is appended unchanged to the catalogue's text and shown to the
 * caller, so it holds nothing secret.
 */
export class ObpError extends Error {
  constructor(
    readonly key: ErrorKey,
    readonly detail = '',
    /** Fields that the body should have had, by their path; the header `Missing-Fields` names them. */
    readonly missing: readonly string[] = [],
  ) {
    // It is an answer and not a defect, so nobody needs its stack; a stack would keep everything on it alive, including bodies.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(`${ERRORS[key].code}: ${ERRORS[key].text}${detail}`);
    Error.stackTraceLimit = stackTraceLimit;
  }

  get status(): number {
    return this.kind.status;
  }

  get kind(): ErrorKind {
    return ERRORS[this.key];
  }

  /** The message in another language, where there is one; only the catalogue's own text is translated. */
  messageIn(locale: 'en' | 'es'): string {
    return locale === 'es' ? `${this.kind.code}: ${this.kind.es}${this.detail}` : this.message;
  }
}
