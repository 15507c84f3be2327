import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EntitlementsModule } from '../entitlements/entitlements.module.js';
import { PasswordsService } from './passwords.service.js';
import { PathUserFound } from './path-user-found.check.js';
import { User } from './user.entity.js';
import { UsersService } from './users.service.js';
import { UsersV200Controller } from './v2.0.0/users.controller.js';
import { UsersV300Controller } from './v3.0.0/users.controller.js';
import { UsersV400Controller } from './v4.0.0/users.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([User]), EntitlementsModule],
  controllers: [UsersV200Controller, UsersV300Controller, UsersV400Controller],
  providers: [UsersService, PasswordsService, PathUserFound],
  exports: [UsersService, PasswordsService],
})
export class UsersModule {}
