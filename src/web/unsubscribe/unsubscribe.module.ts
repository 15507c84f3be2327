import { Module } from '@nestjs/common';
import { PreferencesModule } from '../../messaging/preferences/preferences.module.js';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { WebKitModule } from '../kit/web-kit.module.js';
import { UnsubscribePageController } from './unsubscribe-page.controller.js';

/** The page behind the link with which mailings end. */
@Module({ imports: [PreferencesModule, WebKitModule, EndpointModule], controllers: [UnsubscribePageController] })
export class UnsubscribeModule {}
