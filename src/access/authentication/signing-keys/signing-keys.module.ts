import { Module } from '@nestjs/common';
import { SigningKeys } from './signing-keys.js';

/** Apart from the rest of `auth/`, because forms of OAuth 1.0a are signed with these keys too. */
@Module({ providers: [SigningKeys], exports: [SigningKeys] })
export class SigningKeysModule {}
