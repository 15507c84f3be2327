import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { calculateJwkThumbprint, EmbeddedJWK, type JWK, jwtVerify } from 'jose';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { PublicUrl } from '../../../platform/http/public-url.js';
import { targetAsSent } from '../../../platform/http/request-target.js';
import { Nonces } from '../nonces/nonces.js';
import { ASYMMETRIC_ALGORITHMS, CLOCK_SKEW } from '../../../platform/http/signature-algorithms.js';

const LONGEST_PROOF = 4_096;
const LONGEST_ID = 256;

/** Proofs that a client holds the key its token is bound to (RFC 9449). Each is accepted once, across all replicas. */
@Injectable()
export class DpopProofs {
  constructor(
    private readonly nonces: Nonces,
    private readonly publicUrl: PublicUrl,
  ) {}

  /** @throws ObpError OBP-98121 (401) unless the request has a new proof of the key for this token (RFC 9449, section 4.3). */
  async demand(request: FastifyRequest, token: string, thumbprint: string): Promise<void> {
    const proof = request.headers.dpop;
    if (typeof proof !== 'string' || proof.length > LONGEST_PROOF) throw new ObpError('DpopProofInvalid');
    const id = await this.idOf(proof, request, token, thumbprint).catch(() => undefined);
    if (id === undefined) throw new ObpError('DpopProofInvalid');
    const isNew = await this.nonces.use(hash('sha256', `DPoP ${thumbprint} ${id}`, 'buffer'), Date.now() + 3 * CLOCK_SKEW * 1000);
    if (!isNew) throw new ObpError('DpopProofInvalid');
  }

  /** The proof's `jti`; undefined when the proof is for something else. @throws JOSEError when its signature is invalid. */
  private async idOf(proof: string, request: FastifyRequest, token: string, thumbprint: string): Promise<string | undefined> {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, { typ: 'dpop+jwt', algorithms: ASYMMETRIC_ALGORITHMS });
    const { htm, htu, ath, iat, jti } = payload;
    const fits =
      htm === request.method &&
      typeof htu === 'string' &&
      withoutQuery(htu) === withoutQuery(this.publicUrl.value + targetAsSent(request.originalUrl)) &&
      ath === hash('sha256', token, 'base64url') &&
      typeof iat === 'number' &&
      Math.abs(Date.now() / 1000 - iat) <= CLOCK_SKEW &&
      (await calculateJwkThumbprint(protectedHeader.jwk as JWK)) === thumbprint;
    return fits && typeof jti === 'string' && jti !== '' && jti.length <= LONGEST_ID ? jti : undefined;
  }
}

function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
