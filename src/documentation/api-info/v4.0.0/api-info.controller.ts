import { Controller, Inject } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { ApiInfoService } from '../api-info.service.js';
import { CalledVersion } from '../called-version.decorator.js';
import { ApiInfoV400Dto, ApiVersionListDto } from './api-info.dto.js';

@Controller()
export class ApiInfoV400Controller {
  constructor(
    private readonly info: ApiInfoService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Endpoint({
    version: '4.0.0',
    functionName: 'root',
    verb: 'GET',
    path: 'root',
    summary: 'Get API Info (root)',
    description:
      'The version that was called and who hosts the service. To anybody: credentials are not looked at, and calls do not count.',
    tags: ['API'],
    checks: [],
    strangers: 'nothing',
    response: { status: 200, type: ApiInfoV400Dto },
    errors: ['UnknownError'],
  })
  root(@CalledVersion() version: string): ApiInfoV400Dto {
    return this.info.full(version);
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getScannedApiVersions',
    verb: 'GET',
    path: 'api/versions',
    summary: 'Get scanned API Versions',
    description: 'The API versions that answer.',
    tags: ['Documentation', 'API'],
    checks: ['optionallyAuthenticated'],
    strangers: 'nothing',
    response: { status: 200, type: ApiVersionListDto },
    errors: ['UnknownError'],
  })
  versions(): ApiVersionListDto {
    return {
      scanned_api_versions: this.config.enabledVersions.map((version) => ({
        urlPrefix: 'obp',
        apiStandard: 'obp',
        apiShortVersion: `v${version}`,
        API_VERSION: `v${version}`,
      })),
    };
  }
}
