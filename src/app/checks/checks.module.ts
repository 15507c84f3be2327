import { Global, Module } from '@nestjs/common';
import { CHECK_CLASSES } from '../../platform/endpoint/checks/check-classes.js';
import { CHECKS } from './checks.js';

/** Gives the check classes to the endpoint registry, which only knows names. */
@Global()
@Module({ providers: [{ provide: CHECK_CLASSES, useValue: CHECKS }], exports: [CHECK_CLASSES] })
export class ChecksModule {}
