import { Injectable } from '@nestjs/common';
import { Check } from '../../platform/endpoint/checks/check.js';
import type { ErrorKey } from '../../platform/errors/catalogue.js';
import { SignUps } from './sign-ups.js';

declare module '../../platform/endpoint/checks/check-name.js' {
  interface CheckNames {
    signUpOpen: true;
  }
}

/** Refuses to make a user unless anybody may sign up (`SIGN_UP`). */
@Injectable()
export class SignUpOpen extends Check {
  constructor(private readonly signUps: SignUps) {
    super();
  }

  errors(): readonly ErrorKey[] {
    return ['SignUpClosed', 'SignUpByInvitation'];
  }

  run(): void {
    this.signUps.refuseUnlessOpen();
  }
}
