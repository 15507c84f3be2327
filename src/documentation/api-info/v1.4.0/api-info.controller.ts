import { Controller } from '@nestjs/common';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { ApiInfoService } from '../api-info.service.js';
import { CalledVersion } from '../called-version.decorator.js';
import { ApiInfoV140Dto } from './api-info.dto.js';

@Controller()
export class ApiInfoV140Controller {
  constructor(private readonly info: ApiInfoService) {}

  @Endpoint({
    version: '1.4.0',
    functionName: 'root',
    verb: 'GET',
    path: 'root',
    summary: 'Get API Info (root)',
    description:
      'The version that was called and who hosts the service. To anybody: credentials are not looked at, and calls do not count.',
    tags: ['API'],
    checks: [],
    strangers: 'nothing',
    response: { status: 200, type: ApiInfoV140Dto },
    errors: ['UnknownError'],
  })
  root(@CalledVersion() version: string): ApiInfoV140Dto {
    return this.info.brief(version);
  }
}
