import { Module } from '@nestjs/common';
import { UsersModule } from '../users/users.module.js';
import { SandboxService } from './sandbox.service.js';

@Module({ imports: [UsersModule], providers: [SandboxService] })
export class SandboxModule {}
