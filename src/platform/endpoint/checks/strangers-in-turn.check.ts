import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../../config/config.js';
import { type RegisteredEndpoint, Check } from './check.js';
import type { ErrorKey } from '../../errors/catalogue.js';
import { ObpError } from '../../errors/obp-error.js';

declare module './check-name.js' {
  interface CheckNames {
    strangersInTurn: true;
  }
}

/** Requests of strangers that may wait for their turn. */
const MOST_WAITING = 100;

/**
 * Limits how many anonymous requests run at a time if they query the database or hash a password: so strangers never take more than a part
 * of what callers need (decision 66).
 */
@Injectable()
export class StrangersInTurn extends Check {
  private readonly turns: Record<'queries' | 'password', Turns>;

  constructor(@Inject(CONFIG) { databasePoolSize, passwordHashConcurrency, passwordHashQueue }: Config) {
    super();
    const third = Math.max(1, Math.floor(databasePoolSize / 3));
    this.turns = {
      queries: new Turns(third, MOST_WAITING),
      password: new Turns(Math.max(third, passwordHashConcurrency), passwordHashQueue),
    };
  }

  errors(): readonly ErrorKey[] {
    return ['ServiceBusy'];
  }

  run(request: FastifyRequest, { strangers }: RegisteredEndpoint): void | Promise<void> {
    if (request.caller !== undefined || (strangers !== 'queries' && strangers !== 'password')) return;
    return this.turns[strangers].take(request);
  }
}

/** A few at a time, the others in the order in which they came. */
class Turns {
  private taken = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly most: number,
    private readonly mostWaiting: number,
  ) {}

  take(request: FastifyRequest): void | Promise<void> {
    if (this.taken >= this.most) return this.wait(request);
    this.begin(request);
  }

  private wait(request: FastifyRequest): Promise<void> {
    if (this.waiting.length >= this.mostWaiting) throw new ObpError('ServiceBusy');
    return new Promise((resolve) => {
      this.waiting.push(() => {
        this.begin(request);
        resolve();
      });
    });
  }

  private begin(request: FastifyRequest): void {
    this.taken += 1;
    request.endTurn = () => {
      delete request.endTurn;
      this.taken -= 1;
      this.waiting.shift()?.();
    };
  }
}
