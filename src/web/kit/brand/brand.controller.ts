import { Controller, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { page } from '../page-endpoint.js';
import { Brand, BRAND_PREFIX } from './brand.js';

/** A logo may be a document with scripts: opened by itself it has no rights, and no origin. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** Logo and colour of the brand. */
@Controller()
export class BrandController {
  constructor(private readonly brand: Brand) {}

  @Endpoint({ ...page('getBrandFile', `${BRAND_PREFIX}/:FILE`, 'Logo and colour of the brand', 'nothing'), errors: ['NotFound'] })
  file(@Param('FILE') name: string, @Res() reply: FastifyReply): void {
    const file = this.brand.file(name);
    if (file === undefined) throw new ObpError('NotFound');
    void reply
      .header('Content-Security-Policy', POLICY)
      .header('X-Content-Type-Options', 'nosniff')
      .header('Cross-Origin-Resource-Policy', 'same-origin')
      .header('Cache-Control', 'public, max-age=31536000, immutable') // a name always has the same content
      .type(file.type)
      .send(file.bytes);
  }
}
