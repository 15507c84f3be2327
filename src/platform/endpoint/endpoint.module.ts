import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { BodyValid } from './checks/body-valid.check.js';
import { IdsWellFormed } from './checks/ids-well-formed.check.js';
import { StrangersInTurn } from './checks/strangers-in-turn.check.js';
import { UniqueQueryNames } from './checks/unique-query-names.check.js';
import { SharedTexts } from '../http/documents/shared-texts.js';
import { EndpointGuard } from './endpoint.guard.js';
import { PublicUrl } from '../http/public-url.js';
import { OpenApiController } from '../openapi/openapi.controller.js';
import { OpenApiDocuments } from '../openapi/openapi-documents.js';
import { EndpointRegistry } from './endpoint-registry.js';
import { LongBodies } from './long-bodies.js';

/** Declared endpoints: their registry, the guard that runs their checks, the pages of lists, and the documents made from them. */
@Module({
  imports: [DiscoveryModule],
  providers: [
    EndpointRegistry,
    LongBodies,
    { provide: APP_GUARD, useClass: EndpointGuard },
    UniqueQueryNames,
    StrangersInTurn,
    IdsWellFormed,
    BodyValid,
    PublicUrl,
    OpenApiDocuments,
    SharedTexts,
  ],
  controllers: [OpenApiController],
  exports: [EndpointRegistry, PublicUrl, OpenApiDocuments, SharedTexts],
})
export class EndpointModule {}
