/** Users whose writes are remembered one by one. */
const MOST_USERS = 10_000;

/** When each user has last written through this process. Times are those of `performance.now()`, in milliseconds. */
export class OwnWrites {
  /** The oldest first. */
  private readonly times = new Map<string, number>();
  /** No write that is not remembered any more is later than this. */
  private floor = Number.NEGATIVE_INFINITY;

  constructor(private readonly most = MOST_USERS) {}

  add(userId: string, time: number): void {
    this.times.delete(userId);
    this.times.set(userId, time);
    if (this.times.size > this.most) this.forgetFirst();
  }

  /** A time that no write of the user is later than. */
  last(userId: string): number {
    return this.times.get(userId) ?? this.floor;
  }

  /** Forgets what every replica in use has. */
  forgetUntil(time: number): void {
    for (const written of this.times.values()) {
      if (written > time) return;
      this.forgetFirst();
    }
  }

  private forgetFirst(): void {
    const [[userId, time] = ['', this.floor]] = this.times;
    this.times.delete(userId);
    this.floor = Math.max(this.floor, time);
  }
}
