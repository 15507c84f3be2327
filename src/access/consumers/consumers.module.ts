import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EntitlementsModule } from '../entitlements/entitlements.module.js';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { User } from '../users/user.entity.js';
import { ConsumerFound } from './consumer-found.check.js';
import { Consumer } from './consumer.entity.js';
import { ConsumerCredentials } from './consumer-credentials.js';
import { ConsumersService } from './consumers.service.js';
import { ConsumerOwned } from './consumer-owned.check.js';
import { MayToggleConsumer } from './may-toggle-consumer.check.js';
import { KeysModule } from '../../platform/keys/keys.module.js';
import { ConsumerCredentialsController } from './v1/consumer-credentials.controller.js';
import { ConsumersV310Controller } from './v3.1.0/consumers.controller.js';
import { ConsumersV400Controller } from './v4.0.0/consumers.controller.js';

@Module({
  imports: [KeysModule, TypeOrmModule.forFeature([Consumer, User]), EntitlementsModule, EndpointModule],
  controllers: [ConsumersV310Controller, ConsumersV400Controller, ConsumerCredentialsController],
  providers: [ConsumersService, ConsumerCredentials, ConsumerFound, ConsumerOwned, MayToggleConsumer],
  exports: [ConsumersService, KeysModule],
})
export class ConsumersModule {}
