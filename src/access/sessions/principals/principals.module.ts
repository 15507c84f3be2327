import { Module } from '@nestjs/common';
import { PrincipalsService } from './principals.service.js';

/** Apart from the rest of `auth/`, because whoever changes users or roles has to make it forget. */
@Module({ providers: [PrincipalsService], exports: [PrincipalsService] })
export class PrincipalsModule {}
