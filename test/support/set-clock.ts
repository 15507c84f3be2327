import type { Clock } from '../../src/platform/http/clock.js';

/** A clock that only what is done moves on, and that notes it. A pause is over when everything else has had its turn. */
export class SetClock implements Clock {
  private at = 0;
  readonly events: string[] = [];

  now(): number {
    return this.at;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.events.push(`pause ${milliseconds}`);
    await new Promise((resolve) => setImmediate(resolve));
    this.at += milliseconds;
    this.events.push('over');
  }

  work(name: string, milliseconds: number): string {
    this.events.push(`${name} ${milliseconds}`);
    this.at += milliseconds;
    return name;
  }
}
