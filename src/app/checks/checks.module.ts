import { Global, Module } from '@nestjs/common';
import { CHECK_CLASSES } from '../../platform/endpoint/checks/check-classes.js';
import { CHECKS } from './checks.js';

/** Hands the classes down to the registry of endpoints, which knows names only. */
@Global()
@Module({ providers: [{ provide: CHECK_CLASSES, useValue: CHECKS }], exports: [CHECK_CLASSES] })
export class ChecksModule {}
