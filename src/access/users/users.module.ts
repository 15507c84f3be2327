import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LoginAttemptsModule } from './login-attempts/login-attempts.module.js';
import { EntitlementsModule } from '../entitlements/entitlements.module.js';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { PasswordsService } from './passwords.service.js';
import { PathUserFound } from './path-user-found.check.js';
import { RateLimitsModule } from '../rate-limits/rate-limits.module.js';
import { SignUpOpen } from './sign-up-open.check.js';
import { SignUps } from './sign-ups.js';
import { UserDirectory } from './user-directory.js';
import { UserLocks } from './user-locks.js';
import { User } from './user.entity.js';
import { UsersService } from './users.service.js';
import { OwnNameController } from './v1/own-name.controller.js';
import { UsersV200Controller } from './v2.0.0/users.controller.js';
import { UsersV300Controller } from './v3.0.0/users.controller.js';
import { UserLocksV310Controller } from './v3.1.0/user-locks.controller.js';
import { UserLocksV400Controller } from './v4.0.0/user-locks.controller.js';
import { UsersV400Controller } from './v4.0.0/users.controller.js';
import { UserLocksV510Controller } from './v5.1.0/user-locks.controller.js';
import { UsersV510Controller } from './v5.1.0/users.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([User]), LoginAttemptsModule, EntitlementsModule, EndpointModule, RateLimitsModule],
  controllers: [
    UsersV200Controller,
    UsersV300Controller,
    UserLocksV310Controller,
    UsersV400Controller,
    UserLocksV400Controller,
    UsersV510Controller,
    OwnNameController,
    UserLocksV510Controller,
  ],
  providers: [UsersService, SignUps, SignUpOpen, UserDirectory, UserLocks, PasswordsService, PathUserFound],
  exports: [UsersService, SignUps, UserDirectory, PasswordsService],
})
export class UsersModule {}
