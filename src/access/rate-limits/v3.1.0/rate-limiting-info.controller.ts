import { Controller } from '@nestjs/common';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CallCounts } from '../counts/call-counts.js';
import { RateLimitingInfoDto } from './rate-limiting-info.dto.js';

@Controller()
export class RateLimitingInfoV310Controller {
  constructor(private readonly counts: CallCounts) {}

  @Endpoint({
    version: '3.1.0',
    functionName: 'getRateLimitingInfo',
    verb: 'GET',
    path: 'rate-limiting',
    summary: 'Get Rate Limiting Info',
    description: 'Whether consumers are held to call limits, and where their calls are counted.',
    tags: ['API', 'Rate-Limits'],
    checks: ['optionallyAuthenticated'],
    strangers: 'nothing',
    response: { status: 200, type: RateLimitingInfoDto },
    errors: ['UnknownError'],
  })
  get(): RateLimitingInfoDto {
    const { technology, available } = this.counts;
    return { enabled: true, technology, service_available: available, is_active: true };
  }
}
