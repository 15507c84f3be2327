import { Module } from '@nestjs/common';
import { UserPasswordsModule } from '../../access/passwords/user-passwords.module.js';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { WebKitModule } from '../kit/web-kit.module.js';
import { PasswordResetPageController } from './password-reset-page.controller.js';

/** The page that takes the link of a password reset (decision 55). */
@Module({ imports: [UserPasswordsModule, WebKitModule, EndpointModule], controllers: [PasswordResetPageController] })
export class PasswordPagesModule {}
