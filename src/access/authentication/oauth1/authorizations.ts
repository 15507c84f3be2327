import { Injectable } from '@nestjs/common';
import type { Origin } from '../../../platform/audit/origin.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { PasswordLogins } from '../password-logins/password-logins.js';
import { callbackWith, isCallbackOf, OUT_OF_BAND } from './callback.js';
import { type Question, RequestTokens } from './request-tokens.js';

/** Why an authorization request cannot be answered: the pages have a text for each reason. */
export type AuthorizeProblem = 'noToken' | 'unknown' | 'expired' | 'noApplication' | 'badCallback';

/** An authorization request that can be answered, or why it cannot. */
export type Asked = { readonly question: Question } | { readonly problem: AuthorizeProblem };

/** Where somebody goes after answering: to a URL, or to our page that shows the verifier, if there is one. */
export type Outcome = { readonly location: string } | { readonly verifier: string | undefined };

export interface SignIn {
  readonly username: string;
  readonly password: string;
  readonly origin: Origin;
}

/** Characters that no user name or password can contain; such input is not even looked up. */
const UNFIT = /\p{Cc}/u;
const LONGEST = 512;

/** Lets people authorize an application to act for them, or refuse (contract section 3.3, step 2). */
@Injectable()
export class Authorizations {
  constructor(
    private readonly requestTokens: RequestTokens,
    private readonly logins: PasswordLogins,
  ) {}

  async asked(token: string): Promise<Asked> {
    if (token === '') return { problem: 'noToken' };
    const question = await this.requestTokens.asked(token);
    if (question === undefined) return { problem: 'unknown' };
    if (!question.isOpen) return { problem: 'expired' };
    if (!question.application.isActive) return { problem: 'noApplication' };
    // Checked again: the consumer's registration may have changed meanwhile.
    return isCallbackOf(question.application.redirectUrl, question.callback) ? { question } : { problem: 'badCallback' };
  }

  /**
   * @returns undefined when the token has meanwhile expired.
   * @throws ObpError OBP-20004, OBP-20013 (401), OBP-98145 (429) for a user who may not sign in, OBP-10040 (503) when too many are signing in.
   */
  async agree(token: string, { callback }: Question, { username, password, origin }: SignIn): Promise<Outcome | undefined> {
    if ([username, password].some((text) => text.length > LONGEST || UNFIT.test(text))) throw new ObpError('InvalidLoginCredentials');
    const user = await this.logins.userOf(username, password, origin);
    const verifier = await this.requestTokens.agree(token, user, callback);
    if (verifier === undefined) return undefined;
    return callback === OUT_OF_BAND ? { verifier } : { location: callbackWith(callback, { oauth_token: token, oauth_verifier: verifier }) };
  }

  /** The request token ends; the application learns this from the missing verifier. */
  async cancel(token: string, { callback }: Question): Promise<Outcome> {
    await this.requestTokens.remove(token);
    return callback === OUT_OF_BAND ? { verifier: undefined } : { location: callbackWith(callback, { oauth_token: token }) };
  }
}
