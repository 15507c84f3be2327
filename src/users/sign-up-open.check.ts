import { Injectable } from '@nestjs/common';
import { Check } from '../obp/checks/check.js';
import type { ErrorKey } from '../obp/errors/catalogue.js';
import { SignUps } from './sign-ups.service.js';

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
