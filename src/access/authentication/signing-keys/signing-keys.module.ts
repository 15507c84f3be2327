import { Module } from '@nestjs/common';
import { SigningKeys } from './signing-keys.js';

/** The keys that sign our tokens, and the forms of pages. */
@Module({ providers: [SigningKeys], exports: [SigningKeys] })
export class SigningKeysModule {}
