import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CONFIG, type Config } from '../config/config.js';
import { isLoopback } from '../config/loopback.js';

/** The URL under which clients reach the service, without a trailing slash. */
@Injectable()
export class PublicUrl {
  private listening: string | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly adapter: HttpAdapterHost,
  ) {}

  /** `PUBLIC_URL`, or the address that the service listens on. */
  get value(): string {
    if (this.config.publicUrl !== undefined) return this.config.publicUrl;
    return this.listening ?? this.addressInUse();
  }

  /** {@link value}, where others may be told to call it: over TLS, or on this machine. Else undefined. */
  get toCall(): string | undefined {
    const { protocol, hostname } = new URL(this.value);
    return protocol === 'https:' || isLoopback(hostname.replace(/^\[|\]$/g, '')) ? this.value : undefined;
  }

  /**
   * The URL under which a client has reached the service, for checking signatures. Its `Host` is trusted only if it is this machine's
   * loopback, and only without `PUBLIC_URL`: `localhost`, `127.0.0.1` and `[::1]` are equivalent.
   */
  reachedAs(host: string | undefined): string {
    const { value } = this;
    if (this.config.publicUrl !== undefined || host === undefined) return value;
    const { port } = new URL(value);
    const asked = /^(localhost|127\.0\.0\.1|\[::1\])(?::(\d+))?$/i.exec(host);
    return asked !== null && (asked[2] ?? '80') === (port || '80') ? `http://${host.toLowerCase()}` : value;
  }

  private addressInUse(): string {
    const address = (this.adapter.httpAdapter.getHttpServer() as { address(): { port: number } | null }).address();
    const host = this.config.host.includes(':') ? `[${this.config.host}]` : this.config.host;
    if (address === null) return `http://${host}:${this.config.port}`; // until it listens
    return (this.listening = `http://${host}:${address.port}`);
  }
}
