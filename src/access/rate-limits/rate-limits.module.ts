import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RedisLink } from '../../platform/database/redis-link.js';
import { CallLimit } from './call-limit.entity.js';
import { CallLimitsService } from './call-limits.service.js';
import { CallCounts } from './counts/call-counts.js';
import { MemoryCallCounts } from './counts/memory-call-counts.js';
import { RedisCallCounts } from './counts/redis-call-counts.js';
import { RateLimiter } from './rate-limiter.js';
import { ConsumerLimitsController } from './v1/consumer-limits.controller.js';
import { CallLimitsV310Controller } from './v3.1.0/call-limits.controller.js';
import { RateLimitingInfoV310Controller } from './v3.1.0/rate-limiting-info.controller.js';
import { CallLimitsV400Controller } from './v4.0.0/call-limits.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([CallLimit])],
  controllers: [CallLimitsV310Controller, CallLimitsV400Controller, RateLimitingInfoV310Controller, ConsumerLimitsController],
  providers: [
    CallLimitsService,
    RateLimiter,
    {
      provide: CallCounts,
      inject: [RedisLink],
      useFactory: (link: RedisLink): CallCounts => (link.client === undefined ? new MemoryCallCounts() : new RedisCallCounts(link)),
    },
  ],
  exports: [RateLimiter, CallCounts],
})
export class RateLimitsModule {}
