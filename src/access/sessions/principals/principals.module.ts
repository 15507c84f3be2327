import { Module } from '@nestjs/common';
import { PrincipalsService } from './principals.service.js';

/** Caches callers for a moment. Every change to users or roles clears the cache. */
@Module({ providers: [PrincipalsService], exports: [PrincipalsService] })
export class PrincipalsModule {}
