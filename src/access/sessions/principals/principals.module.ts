import { Module } from '@nestjs/common';
import { PrincipalsService } from './principals.service.js';

/** Who calls, remembered for a moment: whoever changes users or roles makes it forget. */
@Module({ providers: [PrincipalsService], exports: [PrincipalsService] })
export class PrincipalsModule {}
