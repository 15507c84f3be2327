import { Module } from '@nestjs/common';
import { SigningKeysModule } from '../../access/authentication/signing-keys/signing-keys.module.js';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { Brand } from './brand/brand.js';
import { BrandController } from './brand/brand.controller.js';
import { CsrfTokens } from './csrf-tokens.js';
import { PageRenderer } from './page-renderer.js';

/** What every page is made with. */
@Module({
  imports: [EndpointModule, SigningKeysModule],
  controllers: [BrandController],
  providers: [PageRenderer, CsrfTokens, Brand],
  exports: [PageRenderer, CsrfTokens],
})
export class WebKitModule {}
