import { Module } from '@nestjs/common';
import { ConsumersModule } from '../../access/consumers/consumers.module.js';
import { UsersModule } from '../../access/users/users.module.js';
import { SandboxService } from './sandbox.service.js';

@Module({ imports: [UsersModule, ConsumersModule], providers: [SandboxService] })
export class SandboxModule {}
