import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CONFIG, type Config } from '../../config/config.js';

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
    return (this.listening ??= this.addressInUse());
  }

  private addressInUse(): string {
    const address = (this.adapter.httpAdapter.getHttpServer() as { address(): { port: number } | null }).address();
    const host = this.config.host.includes(':') ? `[${this.config.host}]` : this.config.host;
    return `http://${host}:${address?.port ?? this.config.port}`;
  }
}
