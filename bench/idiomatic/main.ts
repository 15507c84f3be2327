/**
 * The same three routes as Nest's documentation teaches to build them: Express, passport-jwt, guards, a class-validator DTO in the
 * global ValidationPipe, and TypeORM's `save`, `find` and `existsBy`; bank, role and customer are looked up for every request,
 * so a revoked role is refused at once, as by the service.
 *
 * What it leaves out, to its advantage: users and sessions in the database (a token is believed until it expires, as the documentation
 * has it), further pages, logs of requests, and errors of OBP.
 */
import 'reflect-metadata';
import { Module, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { JwtStrategy } from './auth.js';
import { Bank, Customer, Entitlement, Link, Message } from './entities.js';
import { MessagesController } from './messages.controller.js';
import { MessagesService } from './messages.service.js';

const entities = [Bank, Customer, Link, Entitlement, Message];

@Module({
  imports: [
    TypeOrmModule.forRoot({ type: 'postgres', url: process.env['DATABASE_URL'] ?? '', entities, synchronize: true }),
    TypeOrmModule.forFeature(entities),
    PassportModule,
  ],
  controllers: [MessagesController],
  providers: [MessagesService, JwtStrategy],
})
class AppModule {}

/** One bank, a customer to write to, one to read from, and a reader. */
async function prepare({ manager }: DataSource): Promise<void> {
  const bankId = 'gh.29.uk';
  await manager.insert(Bank, { id: bankId });
  await manager.insert(
    Customer,
    ['written', 'read'].map((id) => ({ id, bankId })),
  );
  await manager.insert(Link, { userId: 'reader', bankId, customerId: 'read' });
  await manager.insert(
    Entitlement,
    ['CanCreateCustomerMessage', 'CanGetCustomerMessages'].map((role) => ({ userId: 'staff', bankId, role })),
  );
}

const app = await NestFactory.create(AppModule, { logger: ['error'] });
app.useGlobalPipes(new ValidationPipe({ whitelist: true }));
app.enableShutdownHooks();
await prepare(app.get(DataSource));
await app.listen(0, '127.0.0.1');
process.stdout.write(`listens on ${await app.getUrl()}\n`);
