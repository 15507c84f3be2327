import { Module } from '@nestjs/common';
import { PrincipalsService } from './principals.service.js';

/** Remembers callers for a moment. Whatever changes users or roles makes it forget them. */
@Module({ providers: [PrincipalsService], exports: [PrincipalsService] })
export class PrincipalsModule {}
