import { Module } from '@nestjs/common';
import { ObpModule } from '../obp/obp.module.js';
import { Metrics } from './metrics.service.js';

@Module({ imports: [ObpModule], providers: [Metrics] })
export class MetricsModule {}
