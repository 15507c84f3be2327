import { Module } from '@nestjs/common';
import { UserInvitationsModule } from '../../access/invitations/user-invitations.module.js';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { WebKitModule } from '../kit/web-kit.module.js';
import { SignUpPageController } from './sign-up-page.controller.js';

/** The page on which invited people sign up. */
@Module({ imports: [UserInvitationsModule, WebKitModule, EndpointModule], controllers: [SignUpPageController] })
export class SignUpModule {}
