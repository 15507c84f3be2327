import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { CacheInvalidation } from './cache-invalidation.js';
import { Database } from './database.js';
import { ExpiredRows } from './expired-rows.js';
import { RedisLink } from './redis-link.js';
import { Replicas } from './replicas/replicas.js';

/** Hands an open data source to TypeORM's Nest module, which closes it with the application. */
@Global()
@Module({})
export class DatabaseModule {
  static of(dataSource: DataSource): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [TypeOrmModule.forRootAsync({ useFactory: () => dataSource.options, dataSourceFactory: () => Promise.resolve(dataSource) })],
      providers: [Database, CacheInvalidation, RedisLink, Replicas, ExpiredRows],
      exports: [Database, CacheInvalidation, RedisLink, Replicas, ExpiredRows],
    };
  }
}
