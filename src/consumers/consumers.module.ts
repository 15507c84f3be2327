import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Consumer } from './consumer.entity.js';
import { ConsumersService } from './consumers.service.js';

@Module({ imports: [TypeOrmModule.forFeature([Consumer])], providers: [ConsumersService], exports: [ConsumersService] })
export class ConsumersModule {}
