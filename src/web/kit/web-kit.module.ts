import { Module } from '@nestjs/common';
import { SigningKeysModule } from '../../access/authentication/signing-keys/signing-keys.module.js';
import { ObpModule } from '../../platform/endpoint/obp.module.js';
import { FormTokens } from './form-tokens.service.js';
import { PageWriter } from './page-writer.service.js';

/** What every page is made with. */
@Module({ imports: [ObpModule, SigningKeysModule], providers: [PageWriter, FormTokens], exports: [PageWriter, FormTokens] })
export class WebKitModule {}
